using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

public sealed record SelectOptions : FieldOptions
{
    public IReadOnlyList<Choice> Items { get; init; } = [];
    public string? Value { get; init; }

    /// <summary>First line, which stands for no answer.</summary>
    public string? Placeholder { get; init; }

    /// <summary>The placeholder can be chosen again: a filter that means « tous ».</summary>
    public bool PlaceholderSelectable { get; init; }

    /// <summary>The label is for ears only: in a cell, whose row and column say the same to eyes.</summary>
    public bool HasHiddenLabel { get; init; }
}

public static class SelectMarkup
{
    public static IHtmlContent Render(SelectOptions options)
    {
        var select = new Element("select")
            .Class("fr-select")
            .Attr("aria-describedby", $"{options.Id}-messages")
            .Attr("aria-invalid", options.Errors.Count > 0 ? "true" : null)
            .Flag("disabled", options.Disabled)
            .Attr("id", options.Id)
            .Attr("name", options.Name)
            .Extra(options.Attributes);
        var unanswered = !options.Items.Any(item => item.Value == options.Value);
        if (options.Placeholder is not null)
        {
            select.Add(
                new Element("option")
                    .Attr("value", "")
                    .Flag("selected", unanswered)
                    .Flag("disabled", !options.PlaceholderSelectable)
                    .Text(options.Placeholder)
            );
        }

        foreach (var group in options.Items.GroupBy(item => item.Group))
        {
            var parent = group.Key is null ? select : new Element("optgroup").Attr("label", group.Key);
            foreach (var item in group)
            {
                parent.Add(
                    new Element("option")
                        .Attr("value", item.Value)
                        .Flag("selected", item.Value == options.Value)
                        .Flag("disabled", item.Disabled)
                        .Text(item.Label)
                );
            }

            if (group.Key is not null)
            {
                select.Add(parent);
            }
        }

        return new Element("div")
            .Class("fr-select-group", FieldMarkup.ErrorClass(options, "fr-select-group--"))
            .Attr("id", options.GroupId)
            .Add(FieldMarkup.Label(options, options.HasHiddenLabel ? "fr-sr-only" : null))
            .Add(select)
            .Add(FieldMarkup.Messages(options.Id, options.Errors));
    }
}

/// <summary>
/// A list to choose one answer from, when there are more than six.
/// <code>&lt;dsfr-select for="Region" label="Région" items="@Model.Regions" /&gt;
/// &lt;dsfr-select name="ministere" value="@Model.Ministry" label="Ministère" items="@Model.Ministries" placeholder="Tous" placeholder-selectable="true" /&gt;</code>
/// Items are <see cref="Choice"/>s: <c>new Choice("idf", "Île-de-France")</c>.
/// </summary>
[HtmlTargetElement("dsfr-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public IEnumerable<Choice> Items { get; set; } = [];
    public string? Placeholder { get; set; } = "Sélectionner une option";
    public bool PlaceholderSelectable { get; set; }

    /// <summary>The label is for ears only: in a cell, whose row and column say the same to eyes.</summary>
    public bool HiddenLabel { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        SelectMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Optional = Optional,
                Disabled = Disabled,
                Errors = Errors,
                Items = [.. Items],
                Value = CurrentValue(Value),
                Placeholder = Placeholder,
                PlaceholderSelectable = PlaceholderSelectable || Optional,
                HasHiddenLabel = HiddenLabel,
                Attributes = Extra(output),
            }
        );
}

/// <summary>A question with its answers: radio buttons when one is expected, boxes when several are.</summary>
public sealed record ChoiceGroupOptions : FieldOptions
{
    public IReadOnlyList<Choice> Items { get; init; } = [];
    public IReadOnlyCollection<string> Values { get; init; } = [];
    public bool Inline { get; init; }
    public bool Small { get; init; }

    /// <summary>Writes the legend in bold: the only question of a page.</summary>
    public bool Strong { get; init; }
}

public static class RadiosMarkup
{
    public static IHtmlContent Render(ChoiceGroupOptions options) =>
        ChoiceGroupMarkup.Render(
            options,
            (item, id) =>
                new Element("div")
                    .Class("fr-radio-group", options.Small ? "fr-radio-group--sm" : null)
                    .Add(
                        new Element("input")
                            .Attr("value", item.Value)
                            .Flag("disabled", options.Disabled || item.Disabled)
                            .Flag("checked", options.Values.Contains(item.Value))
                            .Attr("type", "radio")
                            .Attr("id", id)
                            .Attr("name", options.Name)
                            .Extra(options.Attributes)
                    )
                    .Add(ChoiceGroupMarkup.Label(item, id))
        );
}

public static class CheckboxesMarkup
{
    public static IHtmlContent Render(ChoiceGroupOptions options) =>
        ChoiceGroupMarkup.Render(
            options,
            (item, id) =>
                new Element("div")
                    .Class("fr-checkbox-group", options.Small ? "fr-checkbox-group--sm" : null)
                    .Add(
                        new Element("input")
                            .Attr("value", item.Value)
                            .Flag("disabled", options.Disabled || item.Disabled)
                            .Flag("checked", options.Values.Contains(item.Value))
                            .Attr("name", options.Name)
                            .Attr("id", id)
                            .Attr("type", "checkbox")
                            .Attr("aria-describedby", $"{id}-messages")
                            .Extra(options.Attributes)
                    )
                    .Add(ChoiceGroupMarkup.Label(item, id))
                    .Add(FieldMarkup.Messages(id, []))
        );
}

internal static class ChoiceGroupMarkup
{
    public static IHtmlContent Render(ChoiceGroupOptions options, Func<Choice, string, Element> control)
    {
        var error = options.Errors.Count > 0;
        var fieldset = new Element("fieldset")
            .Class("fr-fieldset", error ? "fr-fieldset--error" : null)
            .Attr("id", options.Id)
            .Attr("role", error ? "group" : null)
            .Attr("aria-labelledby", $"{options.Id}-legend {options.Id}-messages")
            .Add(
                new Element("legend")
                    .Class(options.Strong ? null : "fr-fieldset__legend--regular", "fr-fieldset__legend")
                    .Attr("id", $"{options.Id}-legend")
                    .Text(options.Optional ? $"{options.Label} (facultatif)" : options.Label)
                    .Add(FieldMarkup.Hint(options.Hint))
            );
        for (var index = 0; index < options.Items.Count; index++)
        {
            fieldset.Add(
                new Element("div")
                    .Class("fr-fieldset__element", options.Inline ? "fr-fieldset__element--inline" : null)
                    .Add(control(options.Items[index], $"{options.Id}-{index + 1}"))
            );
        }

        return fieldset.Add(FieldMarkup.Messages(options.Id, options.Errors));
    }

    public static Element Label(Choice item, string id) =>
        new Element("label").Class("fr-label").Attr("for", id).Text(item.Label).Add(FieldMarkup.Hint(item.Hint));
}

public abstract class ChoiceGroupTagHelper : FieldTagHelper
{
    /// <summary>The question.</summary>
    public string? Legend { get; set; }
    public string? Value { get; set; }
    public IEnumerable<Choice> Items { get; set; } = [];
    public bool Inline { get; set; }
    public bool Small { get; set; }
    public bool Strong { get; set; }

    protected ChoiceGroupOptions Options(TagHelperOutput output) =>
        new()
        {
            Id = FullId,
            Name = FullName,
            Label = Legend ?? LabelText,
            Hint = Hint,
            Optional = Optional,
            Disabled = Disabled,
            Errors = Errors,
            Items = [.. Items],
            Values = CurrentValues(Value),
            Inline = Inline,
            Small = Small,
            Strong = Strong,
            Attributes = Extra(output),
        };
}

/// <summary>
/// One answer among a few.
/// <code>&lt;dsfr-radios for="Family" legend="Votre famille de profil" items="@Model.Families" inline="true" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-radios")]
public sealed class RadiosTagHelper : ChoiceGroupTagHelper
{
    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) => RadiosMarkup.Render(Options(output));
}

/// <summary>
/// Several answers: the property is a list, each box posts its value under the same name.
/// <code>&lt;dsfr-checkboxes for="Skills" legend="Vos compétences" items="@Model.AllSkills" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-checkboxes")]
public sealed class CheckboxesTagHelper : ChoiceGroupTagHelper
{
    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        CheckboxesMarkup.Render(Options(output));
}

public sealed record CheckboxOptions : FieldOptions
{
    public string? Value { get; init; }
    public bool Checked { get; init; }
    public bool Small { get; init; }
}

public static class CheckboxMarkup
{
    public static IHtmlContent Render(CheckboxOptions options) =>
        new Element("div")
            .Class("fr-checkbox-group", options.Small ? "fr-checkbox-group--sm" : null)
            .Class(FieldMarkup.ErrorClass(options, "fr-checkbox-group--"))
            .Add(
                new Element("input")
                    .Attr("id", options.Id)
                    .Attr("name", options.Name)
                    .Attr("value", options.Value)
                    .Flag("checked", options.Checked)
                    .Flag("disabled", options.Disabled)
                    .Attr("type", "checkbox")
                    .Attr("aria-describedby", $"{options.Id}-messages")
                    .Attr("aria-invalid", options.Errors.Count > 0 ? "true" : null)
                    .Extra(options.Attributes)
            )
            .Add(FieldMarkup.Label(options))
            .Add(FieldMarkup.Messages(options.Id, options.Errors));
}

/// <summary>
/// A single box, for a bool property.
/// <code>&lt;dsfr-checkbox for="Accepted" label="J’ai lu la charte et je m’engage à la respecter" /&gt;</code>
/// In a table of rows to select: <c>name="ids" value="@row.Id" id="select-@row.Id" label="Sélectionner …" small="true"</c>.
/// </summary>
[HtmlTargetElement("dsfr-checkbox")]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    public string Value { get; set; } = "true";
    public bool Checked { get; set; }
    public bool Small { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        CheckboxMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Disabled = Disabled,
                Errors = Errors,
                Value = Value,
                Checked = Checked || CurrentValues(null).Contains(Value),
                Small = Small,
                Attributes = Extra(output),
            }
        );
}
