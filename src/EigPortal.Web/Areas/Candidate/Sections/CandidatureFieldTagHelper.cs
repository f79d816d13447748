using EigPortal.Domain.Candidatures;
using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Areas.Candidate.Sections;

/// <summary>
/// A question of the form, drawn from its description with the component that suits it.
/// <code>&lt;candidature-field field="@field" value="@Model.Answers[field.Key]" /&gt;</code>
/// </summary>
[HtmlTargetElement("candidature-field")]
public sealed class CandidatureFieldTagHelper : DsfrTagHelper
{
    private const int CharactersPerRow = 300;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;
    public FieldDescriptor Field { get; set; } = null!;
    public string? Value { get; set; }

    private IReadOnlyList<string> Errors =>
        ViewContext.ModelState.TryGetValue(Field.Key, out var entry) ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    private string? Hint => Field.Hint.Length == 0 ? null : Field.Hint;

    // Some hints already begin with the word.
    private bool Optional => !Field.Required && !Field.Hint.StartsWith("Facultatif", StringComparison.Ordinal);

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        Field.Kind switch
        {
            FieldKind.Text => Line("text"),
            FieldKind.Tel => Line("tel"),
            FieldKind.Url => Line("url"),
            FieldKind.LongText => InputMarkup.Render(Input() with { Rows = Rows, MaxLength = Field.MaxLength }),
            FieldKind.SingleChoice => RadiosMarkup.Render(Choices()),
            FieldKind.MultipleChoice => CheckboxesMarkup.Render(Choices()),
            FieldKind.Declaration => CheckboxMarkup.Render(Declaration()),
        };

    private int Rows => Math.Clamp(Field.MaxLength / CharactersPerRow, 4, 12);

    private IHtmlContent Line(string type) => InputMarkup.Render(Input() with { Type = type, Autocomplete = Field.Autocomplete });

    private InputOptions Input() =>
        new()
        {
            Id = Field.Key,
            Name = Field.Key,
            Label = Field.Label,
            Hint = Hint,
            Optional = Optional,
            Errors = Errors,
            Value = Value,
            // Names and stories may be written from right to left.
            Attributes = [new("dir", "auto")],
        };

    private ChoiceGroupOptions Choices() =>
        new()
        {
            Id = Field.Key,
            Name = Field.Key,
            Label = Field.Label,
            Hint = Hint,
            Optional = Optional,
            Errors = Errors,
            Items = [.. (Field.Options ?? []).Select(option => new Choice(option, option))],
            Values = Chosen,
        };

    // What was ticked stays ticked, even when something else that came with it is refused.
    private string[] Chosen => (Value ?? "").Split(FieldDescriptor.Separator, StringSplitOptions.RemoveEmptyEntries);

    private CheckboxOptions Declaration() =>
        new()
        {
            Id = Field.Key,
            Name = Field.Key,
            Label = Field.Label,
            Hint = Hint,
            Errors = Errors,
            Value = "oui",
            Checked = Chosen.Contains("oui"),
        };
}
