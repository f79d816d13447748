using EigPortal.Services.Files;

namespace EigPortal.Web.Shared;

/// <summary>A document as a page names it, for the partial <c>_DocumentLink</c>: a link when it opens, its name alone when it doesn't.</summary>
public sealed record DocumentLink(string Href, string Text, ScanState Scan, bool Opens);
