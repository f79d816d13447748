namespace EigPortal.TestKit.Html;

/// <summary>A file as a browser sends it.</summary>
public sealed record UploadedFile(string Name, string ContentType, byte[] Content);
