using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record UploadOptions : FieldOptions
{
    /// <summary>Accepted types, such as <c>.pdf,application/pdf</c>; the server checks the content.</summary>
    public string? Accept { get; init; }
    public bool Multiple { get; init; }
}

public static class UploadMarkup
{
    public static IHtmlContent Render(UploadOptions options) =>
        new Element("div")
            .Class("fr-upload-group", FieldMarkup.ErrorClass(options, "fr-upload-group--"))
            .Attr("id", options.GroupId)
            .Add(FieldMarkup.Label(options))
            .Add(
                new Element("input")
                    .Class("fr-upload")
                    .Flag("disabled", options.Disabled)
                    .Attr("aria-describedby", $"{options.Id}-messages")
                    .Attr("aria-invalid", options.Errors.Count > 0 ? "true" : null)
                    .Flag("multiple", options.Multiple)
                    .Attr("accept", options.Accept)
                    .Attr("type", "file")
                    .Attr("id", options.Id)
                    .Attr("name", options.Name)
                    .Extra(options.Attributes)
            )
            .Add(FieldMarkup.Messages(options.Id, options.Errors));
}

/// <summary>
/// A file; the form has <c>enctype="multipart/form-data"</c>. Say size and formats in the hint.
/// <code>&lt;dsfr-upload for="Cv" label="Votre CV" hint="PDF, 5 Mo au maximum." accept=".pdf" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-upload")]
public sealed class UploadTagHelper : FieldTagHelper
{
    public string? Accept { get; set; }
    public bool Multiple { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        UploadMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Optional = Optional,
                Disabled = Disabled,
                Errors = Errors,
                Accept = Accept,
                Multiple = Multiple,
                Attributes = Extra(output),
            }
        );
}
