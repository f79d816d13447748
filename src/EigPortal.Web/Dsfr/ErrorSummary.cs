using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <param name="FieldId">Id of the field to go to; null when the message isn't about one.</param>
public sealed record SummaryError(string? FieldId, string Message);

public sealed record ErrorSummaryOptions
{
    public IReadOnlyList<SummaryError> Errors { get; init; } = [];
    public string Heading { get; init; } = "h2";
}

public static class ErrorSummaryMarkup
{
    public static IHtmlContent Render(ErrorSummaryOptions options)
    {
        if (options.Errors.Count == 0)
        {
            return HtmlString.Empty;
        }

        var list = new Element("ul");
        foreach (var error in options.Errors)
        {
            list.Add(
                error.FieldId is null
                    ? new Element("li").Text(error.Message)
                    : new Element("li").Add(new Element("a").Attr("href", $"#{error.FieldId}").Text(error.Message))
            );
        }

        return AlertMarkup.Render(
            new()
            {
                Severity = Severity.Error,
                Title = options.Errors.Count == 1 ? "Un point est à corriger" : $"{options.Errors.Count} points sont à corriger",
                Heading = options.Heading,
                Role = "alert",
                Content = list,
                Attributes =
                [
                    new("id", "erreurs"),
                    new("tabindex", "-1"),
                    new("data-portal-error-summary", null),
                    new("class", "fr-mb-4w"),
                ],
            }
        );
    }
}

/// <summary>
/// The errors of the form, at its top; nothing when there are none. Each one leads to its field.
/// <code>&lt;dsfr-error-summary /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-error-summary")]
public sealed class ErrorSummaryTagHelper : DsfrTagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;
    public string Heading { get; set; } = "h2";

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output)
    {
        var errors =
            from entry in ViewContext.ModelState.OrderBy(entry => PlaceOf(entry.Key))
            where entry.Value?.ValidationState == ModelValidationState.Invalid
            from error in entry.Value.Errors
            where error.ErrorMessage.Length > 0
            select new SummaryError(
                entry.Key.Length == 0 ? null : TagBuilder.CreateSanitizedId(entry.Key, "_"),
                error.ErrorMessage
            );
        return ErrorSummaryMarkup.Render(new() { Errors = [.. errors.Distinct()], Heading = Heading });
    }

    // People meet the errors in the order of the fields, which is that of the model's properties; the others keep their order, after.
    private int PlaceOf(string key)
    {
        var first = key.Split('.', '[')[0];
        // A page that shows more than its form holds what was typed in a property of its model named Input.
        var properties = ViewContext
            .ViewData.ModelMetadata.Properties.SelectMany(property =>
                property.PropertyName == "Input" ? property.Properties.Prepend(property) : [property]
            )
            .ToList();
        for (var place = 0; place < properties.Count; place++)
        {
            if (properties[place].PropertyName == first)
            {
                return place;
            }
        }

        return properties.Count;
    }
}
