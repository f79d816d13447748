namespace EigPortal.Services.Files;

/// <summary>A document that the actor has a right to, with its bytes unless it is in quarantine. Whoever asked disposes of the content.</summary>
/// <param name="Content">Null when the state of the file keeps it shut.</param>
public sealed record ReadableDocument(string FileName, string ContentType, ScanState Scan, Stream? Content);
