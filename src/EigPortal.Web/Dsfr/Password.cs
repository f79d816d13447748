using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record PasswordOptions : FieldOptions
{
    /// <summary><c>current-password</c> or <c>new-password</c>.</summary>
    public string Autocomplete { get; init; } = "current-password";

    /// <summary>What the password must have, shown under the field.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];
}

public static class PasswordMarkup
{
    public static IHtmlContent Render(PasswordOptions options)
    {
        var input = new Element("input")
            .Class("fr-password__input fr-input")
            .Attr("autocapitalize", "off")
            .Attr("autocorrect", "off")
            .Attr("aria-describedby", $"{options.Id}-messages")
            .Attr("aria-required", "true")
            .Attr("name", options.Name)
            .Attr("autocomplete", options.Autocomplete)
            .Attr("id", options.Id)
            .Attr("type", "password")
            .Attr("aria-invalid", options.Errors.Count > 0 ? "true" : null)
            .Extra(options.Attributes);
        var messages = new HtmlContentBuilder();
        if (options.Requirements.Count > 0)
        {
            messages.AppendHtml(
                new Element("p")
                    .Class("fr-message")
                    .Attr("id", $"{options.Id}-message")
                    .Text("Votre mot de passe doit contenir\u00a0:")
            );
            for (var index = 0; index < options.Requirements.Count; index++)
            {
                messages.AppendHtml(
                    new Element("p")
                        .Class("fr-message fr-message--info")
                        .Attr("id", index == 0 ? $"{options.Id}-message-info" : $"{options.Id}-message-info-{index}")
                        .Text(options.Requirements[index])
                );
            }
        }

        return new Element("div")
            .Class("fr-password", FieldMarkup.ErrorClass(options, "fr-input-group--"))
            .Attr("id", options.GroupId)
            .Add(FieldMarkup.Label(options, "fr-password__label"))
            .Add(new Element("div").Class("fr-input-wrap").Add(input))
            .Add(FieldMarkup.Messages(options.Id, options.Errors, messages))
            .Add(Show(options));
    }

    private static Element Show(PasswordOptions options) =>
        new Element("div")
            .Class("fr-password__checkbox fr-checkbox-group fr-checkbox-group--sm")
            .Add(
                new Element("input")
                    .Attr("aria-label", "Afficher le mot de passe")
                    .Attr("id", $"{options.Id}-show")
                    .Attr("type", "checkbox")
            )
            .Add(new Element("label").Class("fr-password__checkbox fr-label").Attr("for", $"{options.Id}-show").Text("Afficher"));
}

/// <summary>
/// A password, with a box to show it. Never refilled.
/// <code>&lt;dsfr-password for="Password" label="Mot de passe" autocomplete="new-password" requirements="@(["12 caractères au minimum"])" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-password")]
public sealed class PasswordTagHelper : FieldTagHelper
{
    public string Autocomplete { get; set; } = "current-password";
    public IReadOnlyList<string> Requirements { get; set; } = [];

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        PasswordMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Optional = Optional,
                Errors = Errors,
                Autocomplete = Autocomplete,
                Requirements = Requirements,
                Attributes = Extra(output),
            }
        );
}
