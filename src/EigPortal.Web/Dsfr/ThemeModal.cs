using EigPortal.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <param name="Value">light, dark or system.</param>
/// <param name="Artwork">Address of the pictogram.</param>
public sealed record Theme(string Value, string Label, string? Hint, string Artwork);

public static class ThemeModalMarkup
{
    public const string Id = "fr-theme-modal";

    public static IHtmlContent Render(IEnumerable<Theme> themes)
    {
        var fieldset = new Element("fieldset")
            .Class("fr-fieldset")
            .Attr("id", "display-fieldset")
            .Add(
                new Element("legend")
                    .Class("fr-fieldset__legend--regular fr-fieldset__legend")
                    .Attr("id", "display-fieldset-legend")
                    .Text("Choisissez un thème pour personnaliser l’apparence du site.")
            );
        foreach (var theme in themes)
        {
            fieldset.Add(new Element("div").Class("fr-fieldset__element").Add(Radio(theme)));
        }

        var content = new Element("div")
            .Class("fr-modal__content")
            .Add(new Element("h2").Class("fr-modal__title").Attr("id", $"{Id}-title").Text("Paramètres d’affichage"))
            .Add(new Element("div").Class("fr-display").Attr("id", "fr-display").Add(fieldset));
        var close = new Element("button")
            .Class("fr-btn--close fr-btn")
            .Attr("aria-controls", Id)
            .Attr("title", "Fermer")
            .Attr("type", "button")
            .Text("Fermer");
        var body = new Element("div")
            .Class("fr-modal__body")
            .Add(new Element("div").Class("fr-modal__header").Add(close))
            .Add(content);
        return new Element("dialog")
            .Class("fr-modal")
            .Attr("id", Id)
            .Attr("aria-labelledby", $"{Id}-title")
            .Add(
                new Element("div")
                    .Class("fr-container fr-container--fluid fr-container-md")
                    .Add(
                        new Element("div")
                            .Class("fr-grid-row fr-grid-row--center")
                            .Add(new Element("div").Class("fr-col-12 fr-col-md-6 fr-col-lg-4").Add(body))
                    )
            );
    }

    private static Element Radio(Theme theme)
    {
        var artwork = new Element("svg")
            .Class("fr-artwork")
            .Attr("aria-hidden", "true")
            .Attr("viewBox", "0 0 80 80")
            .Attr("width", "80px")
            .Attr("height", "80px");
        foreach (var layer in (string[])["decorative", "minor", "major"])
        {
            artwork.Add(new Element("use").Class($"fr-artwork-{layer}").Attr("href", $"{theme.Artwork}#artwork-{layer}"));
        }

        var id = $"fr-radios-theme-{theme.Value}";
        return new Element("div")
            .Class("fr-radio-group fr-radio-rich")
            .Add(
                new Element("input")
                    .Attr("value", theme.Value)
                    .Attr("type", "radio")
                    .Attr("id", id)
                    .Attr("name", "fr-radios-theme")
            )
            .Add(new Element("label").Class("fr-label").Attr("for", id).Text(theme.Label).Add(FieldMarkup.Hint(theme.Hint)))
            .Add(new Element("div").Class("fr-radio-rich__pictogram").Add(artwork));
    }
}

/// <summary>The dialog that chooses between light and dark. Only the layout uses it.</summary>
[HtmlTargetElement("dsfr-theme-modal")]
public sealed class ThemeModalTagHelper(AssetManifest assets) : DsfrTagHelper
{
    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        ThemeModalMarkup.Render([
            new("light", "Thème clair", null, assets["artwork-light.svg"]),
            new("dark", "Thème sombre", null, assets["artwork-dark.svg"]),
            new("system", "Système", "Utilise les paramètres système", assets["artwork-system.svg"]),
        ]);
}
