using EigPortal.Services.Candidatures;

namespace EigPortal.Web.Shared;

/// <summary>The fields that the script adds to a form that saves by itself, so that a page knows its own saves again.</summary>
public static class OpenPageForm
{
    public const string PageField = "page";
    public const string ResumedField = "reprise";
    public const string CandidatureField = "candidature";

    public static OpenPage Read(IFormCollection form) => new(Id(form, PageField), Id(form, ResumedField));

    /// <summary>The candidature that the page shows.</summary>
    public static Guid Candidature(IFormCollection form) => Id(form, CandidatureField) ?? Guid.Empty;

    private static Guid? Id(IFormCollection form, string name) => Guid.TryParse(form[name], out var id) ? id : null;
}
