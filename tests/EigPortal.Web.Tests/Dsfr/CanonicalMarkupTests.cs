using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Tests.Dsfr;

/// <summary>Each component against the example of the design system it stands for.</summary>
public sealed class CanonicalMarkupTests
{
    private const string Button = "Libellé bouton";

    public static TheoryData<string, int, IHtmlContent> Components()
    {
        var data = new TheoryData<string, int, IHtmlContent>();
        foreach (var (component, index, content) in Alerts().Concat(Buttons()).Concat(Texts()).Concat(Fields()).Concat(Pages()))
        {
            data.Add(component, index, content);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Components), DisableDiscoveryEnumeration = true)]
    public void Component_is_written_as_the_design_system_shows_it(string component, int example, IHtmlContent content)
    {
        Assert.Equal(Markup.Normalise(Markup.Example(component, example)), Markup.Normalise(content));
    }

    private static IEnumerable<(string, int, IHtmlContent)> Alerts()
    {
        yield return (
            "alert",
            1,
            AlertMarkup.Render(
                new()
                {
                    Severity = Severity.Success,
                    Title = "Succès de l'envoi",
                    Text = "Description",
                }
            )
        );
        yield return (
            "alert",
            2,
            AlertMarkup.Render(
                new()
                {
                    Severity = Severity.Error,
                    Title = "Erreur détectée dans le formulaire",
                    Text = "Description",
                }
            )
        );
        yield return ("alert", 5, AlertMarkup.Render(new() { Text = "Information : titre de l'information" }));
        yield return (
            "alert",
            7,
            AlertMarkup.Render(
                new()
                {
                    Small = true,
                    Title = "Titre",
                    Text = "Description",
                }
            )
        );
        yield return ("alert", 8, AlertMarkup.Render(new() { Small = true, Text = "Information : titre de l'information" }));
        yield return ("notice", 0, NoticeMarkup.Render(new() { Title = "Titre du bandeau d'information" }));
        yield return ("callout", 0, CalloutMarkup.Render(new() { Text = "Lorem [...] elit ut." }));
        yield return ("callout", 1, CalloutMarkup.Render(new() { Title = "Titre mise en avant", Text = "Lorem [...] elit ut." }));
        yield return (
            "callout",
            3,
            CalloutMarkup.Render(
                new()
                {
                    Title = "Titre mise en avant",
                    Text = "Lorem [...] elit ut.",
                    Icon = "info-line",
                    Content = ButtonMarkup.Render(new() { Text = Button, Type = "button" }),
                }
            )
        );
        yield return ("highlight", 1, HighlightMarkup.Render(new() { Text = "Lorem [...] elit ut." }));
    }

    private static IEnumerable<(string, int, IHtmlContent)> Buttons()
    {
        var button = new ButtonOptions { Text = Button, Type = "button" };
        yield return ("button", 0, ButtonMarkup.Render(button));
        yield return ("button", 1, ButtonMarkup.Render(button with { Text = "Libellé bouton SM", Size = Size.Small }));
        yield return ("button", 2, ButtonMarkup.Render(button with { Text = "Libellé bouton LG", Size = Size.Large }));
        yield return ("button", 3, ButtonMarkup.Render(button with { Disabled = true }));
        yield return ("button", 4, ButtonMarkup.Render(button with { Icon = "checkbox-circle-line" }));
        yield return ("button", 5, ButtonMarkup.Render(button with { Icon = "checkbox-circle-line", IconRight = true }));
        yield return ("button", 7, ButtonMarkup.Render(button with { Href = "[url - à modifier]" }));
        yield return ("button", 9, ButtonMarkup.Render(button with { Variant = ButtonVariant.Secondary }));
        yield return ("link", 0, LinkMarkup.Render(new() { Text = "Libellé lien", Href = "#" }));
        yield return (
            "link",
            1,
            LinkMarkup.Render(
                new()
                {
                    Text = "Libellé lien",
                    Href = "#",
                    Icon = "arrow-left-line",
                }
            )
        );
        yield return (
            "link",
            2,
            LinkMarkup.Render(
                new()
                {
                    Text = "Libellé lien",
                    Href = "#",
                    Icon = "arrow-right-line",
                    IconRight = true,
                }
            )
        );
        yield return (
            "link",
            3,
            LinkMarkup.Render(
                new()
                {
                    Text = "Libellé lien",
                    Href = "#",
                    Size = Size.Small,
                }
            )
        );
    }

    private static IEnumerable<(string, int, IHtmlContent)> Texts()
    {
        var badge = new BadgeOptions { Text = "Libellé badge" };
        yield return ("badge", 0, BadgeMarkup.Render(badge));
        yield return ("badge", 2, BadgeMarkup.Render(badge with { Kind = BadgeKind.Success }));
        yield return ("badge", 3, BadgeMarkup.Render(badge with { Kind = BadgeKind.Success, NoIcon = true }));
        yield return ("badge", 4, BadgeMarkup.Render(badge with { Kind = BadgeKind.Error }));
        yield return ("badge", 6, BadgeMarkup.Render(badge with { Kind = BadgeKind.Info }));
        yield return ("badge", 8, BadgeMarkup.Render(badge with { Kind = BadgeKind.Warning }));
        yield return ("badge", 10, BadgeMarkup.Render(badge with { Kind = BadgeKind.New }));
        yield return ("badge", 15, BadgeMarkup.Render(badge with { Small = true }));
        var tag = new TagOptions { Text = "Libellé tag" };
        yield return ("tag", 0, TagMarkup.Render(tag));
        yield return ("tag", 1, TagMarkup.Render(tag with { Icon = "arrow-left-line" }));
        yield return ("tag", 2, TagMarkup.Render(tag with { Small = true }));
        yield return ("tag", 3, TagMarkup.Render(tag with { Href = "#" }));
        yield return ("tag", 10, TagMarkup.Render(tag with { Pressed = false, ButtonType = "button" }));
        yield return (
            "tag",
            14,
            TagMarkup.Render(
                tag with
                {
                    Dismiss = true,
                    ButtonType = "button",
                    RemoveLabel = "Retirer [À MODIFIER - le filtre Libellé tag]",
                }
            )
        );
        yield return (
            "tag",
            17,
            TagMarkup.Group(Enumerable.Range(1, 9).Select(index => new TagOptions { Text = $"Libellé tag {index}" }))
        );
        yield return (
            "tile",
            2,
            TileMarkup.Render(
                new()
                {
                    Title = "Intitulé de la tuile",
                    Href = "[url - à modifier]",
                    Description = "Lorem [...] elit ut.",
                    Detail = "Détail (optionel)",
                    Start = new Element("p").Class("fr-badge fr-badge--purple-glycine").Text("Libellé badge"),
                }
            )
        );
        yield return ("tile", 3, TileMarkup.Render(new() { Title = "Intitulé de la tuile", Href = "[url - à modifier]" }));
        yield return ("accordion", 0, AccordionMarkup.Render(new() { Id = "a", Title = "Libellé accordéon" }));
        yield return ("accordion", 1, AccordionMarkup.Group(Accordions(expanded: false), independent: false));
        yield return ("accordion", 2, AccordionMarkup.Group(Accordions(expanded: true), independent: false));
        yield return ("accordion", 3, AccordionMarkup.Group(Accordions(expanded: false), independent: true));
    }

    private static IEnumerable<(string, int, IHtmlContent)> Fields()
    {
        var input = new InputOptions { Id = "i", Label = "Libellé champ de saisie" };
        yield return ("input", 0, InputMarkup.Render(input));
        yield return ("input", 3, InputMarkup.Render(input with { Type = "date" }));
        yield return ("input", 9, InputMarkup.Render(input with { Value = "value" }));
        yield return ("input", 11, InputMarkup.Render(input with { Disabled = true }));
        yield return ("input", 12, InputMarkup.Render(input with { Hint = "Texte de description additionnel" }));
        var select = new SelectOptions
        {
            Id = "s",
            Name = "select",
            Label = "Libellé pour liste déroulante",
            Placeholder = "Sélectionner une option",
            Items = [.. Enumerable.Range(1, 4).Select(index => new Choice($"{index}", $"Option {index}"))],
        };
        yield return ("select", 0, SelectMarkup.Render(select));
        yield return ("select", 1, SelectMarkup.Render(select with { Name = "select-disabled", Disabled = true }));
        yield return (
            "select",
            2,
            SelectMarkup.Render(select with { Name = "select-hint", Hint = "Texte de description additionnel" })
        );
        var radios = new ChoiceGroupOptions
        {
            Id = "r",
            Name = "radio",
            Label = "Légende pour l’ensemble des éléments",
            Items = [.. Enumerable.Range(1, 3).Select(index => new Choice($"{index}", "Libellé bouton radio"))],
            Values = ["2"],
        };
        yield return ("radio", 0, RadiosMarkup.Render(radios));
        yield return ("radio", 1, RadiosMarkup.Render(radios with { Name = "radio-small", Small = true }));
        yield return ("radio", 2, RadiosMarkup.Render(radios with { Name = "radio-disabled", Disabled = true }));
        yield return ("radio", 3, RadiosMarkup.Render(radios with { Name = "radio-inline", Inline = true, Values = [] }));
        yield return (
            "radio",
            5,
            RadiosMarkup.Render(radios with { Name = "radio-error", Values = [], Errors = ["Texte d’erreur obligatoire"] })
        );
        yield return ("checkbox", 0, CheckboxMarkup.Render(new() { Id = "c", Label = "Libellé checkbox" }));
        yield return (
            "checkbox",
            2,
            CheckboxMarkup.Render(
                new()
                {
                    Id = "c",
                    Label = "Libellé checkbox",
                    Hint = "Texte de description additionnel",
                }
            )
        );
        var upload = new UploadOptions
        {
            Id = "u",
            Name = "file-upload",
            Label = "Ajouter un fichier",
            Hint =
                "Indication : taille maximale : 500 Mo. Formats supportés : jpg, png, pdf. Plusieurs fichiers possibles. Lorem ipsum dolor sit amet, consectetur adipiscing.",
        };
        yield return ("upload", 0, UploadMarkup.Render(upload));
        yield return (
            "upload",
            2,
            UploadMarkup.Render(upload with { Name = "file-upload-multiple", Label = "Ajouter des fichiers", Multiple = true })
        );
    }

    private static IEnumerable<(string, int, IHtmlContent)> Pages()
    {
        yield return (
            "breadcrumb",
            0,
            BreadcrumbMarkup.Render([
                new("Accueil", "../"),
                .. Enumerable.Range(1, 7).Select(index => new Crumb($"Segment {index}: lorem ipsum", "../")),
                new("Page Actuelle"),
            ])
        );
        yield return (
            "stepper",
            0,
            StepperMarkup.Render(
                new()
                {
                    Step = 1,
                    Steps = 3,
                    Title = "Titre de l’étape en cours",
                    Next = "Titre de la prochaine étape",
                }
            )
        );
        yield return (
            "skiplink",
            0,
            SkipLinksMarkup.Render([
                new("Contenu", "#content"),
                new("Menu", "#header-navigation"),
                new("Recherche", "#header-search"),
                new("Pied de page", "#footer"),
            ])
        );
        yield return (
            "table",
            0,
            TableMarkup.Render(
                new()
                {
                    Caption = "Titre du tableau (caption)",
                    Id = "t",
                    Content = TableRows(),
                }
            )
        );
        yield return (
            "table",
            1,
            TableMarkup.Render(
                new()
                {
                    Caption = "Titre du tableau (caption)",
                    Size = Size.Small,
                    Content = TableRows(),
                }
            )
        );
    }

    private static IHtmlContent Accordions(bool expanded)
    {
        var accordions = new HtmlContentBuilder();
        for (var index = 0; index < 6; index++)
        {
            accordions.AppendHtml(
                AccordionMarkup.Render(
                    new()
                    {
                        Id = $"a{index}",
                        Title = "Libellé accordéon",
                        Expanded = expanded && index == 0,
                    }
                )
            );
        }

        return accordions;
    }

    private static IHtmlContent TableRows()
    {
        var head = new Element("tr");
        var body = new Element("tbody");
        for (var index = 0; index < 4; index++)
        {
            head.Add(new Element("th").Attr("scope", "col").Text($"th{index}"));
            var row = new Element("tr");
            for (var cell = 0; cell < 4; cell++)
            {
                row.Add(new Element("td").Text("Lorem [...] elit ut."));
            }

            body.Add(row);
        }

        return new HtmlContentBuilder().AppendHtml(new Element("thead").Add(head)).AppendHtml(body);
    }
}
