namespace EigPortal.Web.Areas.Candidate.Shared;

/// <summary>What the script of a form needs to tell the person what becomes of their answers.</summary>
/// <param name="Href">Address of the form.</param>
public sealed record AutosaveModel(StandingModel Standing, string Href)
{
    /// <summary>Id of the form, for the buttons that are outside it.</summary>
    public const string FormId = "formulaire";
}
