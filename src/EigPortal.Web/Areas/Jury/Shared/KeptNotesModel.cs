using EigPortal.Services.Juries;

namespace EigPortal.Web.Areas.Jury.Shared;

/// <summary>What the script that keeps a grid needs to tell the juror what becomes of their notes.</summary>
/// <param name="Href">Address of the page that shows the form, where a new sign-in leads back.</param>
/// <param name="Saves">The page and the version that last saved each of the juror's grids.</param>
/// <param name="Standing">How far the draft is, in words.</param>
public sealed record KeptNotesModel(
    string Href,
    IReadOnlyDictionary<Guid, SheetSave> Saves,
    string Standing,
    KeptNotesWords Words
)
{
    /// <summary>Id of the form, for the buttons that are outside it.</summary>
    public const string FormId = "grille";
}

/// <param name="Name">What the form is called: feminine.</param>
/// <param name="Closed">Why it takes no more notes.</param>
/// <param name="KeepsLate">Whether what arrives after a closing is kept beside it.</param>
public sealed record KeptNotesWords(string Name, string Closed, bool KeepsLate, string BackHref, string Back)
{
    public static readonly KeptNotesWords OfSheet = new(
        "Fiche",
        "Elle est verrouillée, ou le dossier ne vous est plus confié.",
        KeepsLate: true,
        "/admin/jury",
        "Revenir à mes lectures"
    );

    public static readonly KeptNotesWords OfHearing = new(
        "Grille",
        "Elle est verrouillée, ou vous ne tenez plus les notes de cette audition.",
        KeepsLate: false,
        "/admin/jury/auditions",
        "Revenir à mes auditions"
    );
}
