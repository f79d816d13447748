using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using EigPortal.Services.Text;

namespace EigPortal.Services.Contracts;

/// <summary>Everything that the document states.</summary>
/// <param name="Employer">Full name of the host administration.</param>
/// <param name="EndsOn">Last day, inclusive.</param>
/// <param name="NetMonthlySalary">Euros.</param>
/// <param name="ProgrammeShare">Percentage of the employer's cost.</param>
public sealed record ContractText(
    string Employer,
    string Person,
    string Post,
    string Profile,
    string Mission,
    string Challenge,
    IReadOnlyList<string> Places,
    string Cohort,
    bool RequiresClearance,
    DateOnly StartsOn,
    DateOnly EndsOn,
    decimal NetMonthlySalary,
    decimal ProgrammeShare
);

/// <summary>
/// The fixed-term contract as a Word document: what human-resources offices edit, complete and sign. What the portal doesn't know
/// (address, date of birth, signatory) is left as a line to fill in by hand.
/// </summary>
public static class ContractDocx
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const char Nbsp = '\u00a0';
    private const string ToComplete = "……………………………………………";
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <returns>The whole file, from its start.</returns>
    public static MemoryStream Write(ContractText text)
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            AddStyles(main);
            main.Document = new Document(new Body([.. Paragraphs(text), PageSetup()]));
            document.PackageProperties.Title = $"Contrat à durée déterminée – {text.Person}";
            document.PackageProperties.Language = "fr-FR";
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>The same words without presentation, one paragraph per line.</summary>
    public static string ReadText(Stream docx)
    {
        using var document = WordprocessingDocument.Open(docx, isEditable: false);
        return string.Join('\n', document.MainDocumentPart!.Document!.Body!.Elements<Paragraph>().Select(line => line.InnerText));
    }

    private static IEnumerable<OpenXmlElement> Paragraphs(ContractText text) =>
        Heading(text).Concat(Parties(text)).Concat(Articles(text)).Concat(Signatures()).Concat(Annex(text));

    private static IEnumerable<OpenXmlElement> Heading(ContractText text) =>
        [
            Styled("Title", "Contrat de travail à durée déterminée"),
            Styled("Subtitle", $"Programme Entrepreneurs d’intérêt général – {text.Cohort}"),
        ];

    private static IEnumerable<OpenXmlElement> Parties(ContractText text) =>
        [
            Line("Entre les soussignés :"),
            Line($"{text.Employer}, ci-après « l’administration », représentée par {ToComplete},"),
            Line("d’une part,"),
            Line($"et {text.Person}, ci-après « l’agent contractuel », demeurant {ToComplete},"),
            Line("d’autre part,"),
            Line("il est convenu ce qui suit."),
        ];

    private static IEnumerable<OpenXmlElement> Articles(ContractText text)
    {
        yield return Styled("Heading1", "Article 1 – Objet");
        yield return Line(
            $"L’administration engage {text.Person} comme agent public non titulaire, au titre du programme Entrepreneurs d’intérêt général, pour le défi « {text.Challenge} »."
        );
        yield return Styled("Heading1", "Article 2 – Fonctions");
        yield return Line($"Poste : {text.Post} (profil {text.Profile}).");
        foreach (
            var paragraph in text.Mission.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            yield return Line(paragraph);
        }

        if (text.Places.Count > 0)
        {
            yield return Line($"Lieu d’exercice : {string.Join(", ", text.Places)}.");
        }

        yield return Styled("Heading1", "Article 3 – Durée");
        yield return Line(
            $"Le contrat est conclu pour une durée de dix mois, du {Day(text.StartsOn)} au {Day(text.EndsOn)} inclus."
        );
        yield return Styled("Heading1", "Article 4 – Rémunération");
        yield return Line(
            $"La rémunération est fixée de façon à assurer {Euros(text.NetMonthlySalary)} nets par mois, avant impôt sur le revenu."
        );
        yield return Styled("Heading1", "Article 5 – Vie de la promotion");
        yield return Line(
            "L’administration laisse à l’agent contractuel le temps de participer aux journées communes, aux séminaires et à la restitution de la promotion."
        );
        yield return Styled("Heading1", "Article 6 – Obligations");
        yield return Line(
            "L’agent contractuel est tenu au secret professionnel, à la réserve et à la neutralité. Une autre activité rémunérée n’est possible que dans les limites de la loi du 13 juillet 1983 portant droits et obligations des fonctionnaires."
        );
        if (text.RequiresClearance)
        {
            yield return Line(
                "Le poste demande une habilitation Confidentiel Défense, précédée d’une enquête. Un refus d’habilitation peut conduire à la fin du contrat."
            );
        }
    }

    private static IEnumerable<OpenXmlElement> Signatures() =>
        [
            Line($"Fait en deux exemplaires, à {ToComplete}, le {ToComplete}."),
            Line($"Pour l’administration (nom, qualité, signature) : {ToComplete}"),
            Line($"L’agent contractuel (signature) : {ToComplete}"),
        ];

    private static IEnumerable<OpenXmlElement> Annex(ContractText text) =>
        [
            new Paragraph(
                new ParagraphProperties(new ParagraphStyleId { Val = "Heading1" }, new PageBreakBefore()),
                Words("Annexe – Financement")
            ),
            Line($"Agent contractuel : {text.Person}. Défi : « {text.Challenge} »."),
            Line(
                text.ProgrammeShare == 0
                    ? "L’administration finance la totalité du coût employeur."
                    : $"Le programme finance {Percent(text.ProgrammeShare)} du coût employeur, au titre du Programme d’investissements d’avenir."
            ),
            .. text.ProgrammeShare is > 0 and < 100
                ? [Line($"L’administration finance les {Percent(100 - text.ProgrammeShare)} restants.")]
                : Array.Empty<OpenXmlElement>(),
            Line($"Période financée : du {Day(text.StartsOn)} au {Day(text.EndsOn)} inclus."),
        ];

    private static Paragraph Line(string text) => new(Words(text));

    private static Paragraph Styled(string style, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Words(text));

    // XML keeps spaces at the ends of a run only when asked to.
    private static Run Words(string text) =>
        new(
            new DocumentFormat.OpenXml.Wordprocessing.Text(FrenchText.Spaced(text)) { Space = SpaceProcessingModeValues.Preserve }
        );

    private static string Day(DateOnly day) =>
        (day.Day == 1 ? "1er" : day.Day.ToString(French)) + Nbsp + day.ToString("MMMM yyyy", French);

    private static string Euros(decimal amount)
    {
        var format = decimal.Truncate(amount) == amount ? "#,0" : "#,0.00";
        var number = amount.ToString(format, French).Replace('\u202f', Nbsp);
        return $"{number}{Nbsp}€";
    }

    private static string Percent(decimal share) => $"{share.ToString("0.##", French)}{Nbsp}%";

    private static SectionProperties PageSetup() =>
        new(
            new PageSize { Width = 11_906, Height = 16_838 },
            new PageMargin
            {
                Top = 1_417,
                Right = 1_417,
                Bottom = 1_417,
                Left = 1_417,
                Header = 708,
                Footer = 708,
                Gutter = 0,
            }
        );

    private static void AddStyles(MainDocumentPart main)
    {
        var part = main.AddNewPart<StyleDefinitionsPart>();
        part.Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts { Ascii = "Arial", HighAnsi = "Arial" },
                        new FontSize { Val = "22" },
                        new Languages { Val = "fr-FR" }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "160",
                            Line = "276",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            ),
            Style("Normal", "Normal", "22", bold: false, isDefault: true),
            Style("Title", "Title", "36", bold: true),
            Style("Subtitle", "Subtitle", "24", bold: false),
            Style("Heading1", "heading 1", "26", bold: true)
        );
    }

    private static Style Style(string id, string name, string size, bool bold, bool isDefault = false)
    {
        var run = new StyleRunProperties(new FontSize { Val = size });
        if (bold)
        {
            run.PrependChild(new Bold());
        }

        var style = new Style(new StyleName { Val = name })
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            Default = isDefault,
        };
        if (id.StartsWith("Heading", StringComparison.Ordinal))
        {
            style.Append(new StyleParagraphProperties(new KeepNext(), new OutlineLevel { Val = 0 }));
        }

        style.Append(run);
        return style;
    }
}
