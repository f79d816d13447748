using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Dsfr;

/// <summary>What every form field has. <see cref="Errors"/> turn the group red and are read with the field.</summary>
public record FieldOptions
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public required string Label { get; init; }
    public string? Hint { get; init; }

    /// <summary>Adds « (facultatif) » to the label: everything else is expected.</summary>
    public bool Optional { get; init; }
    public IReadOnlyList<string> Errors { get; init; } = [];
    public bool Disabled { get; init; }

    /// <summary>Id of the enclosing group, when something needs it.</summary>
    public string? GroupId { get; init; }
    public IReadOnlyList<KeyValuePair<string, string?>> Attributes { get; init; } = [];
}

/// <summary>One answer among several.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null, string? Group = null, bool Disabled = false);

internal static class FieldMarkup
{
    public static Element Label(FieldOptions options, string? extraClass = null) =>
        new Element("label")
            .Class(extraClass, "fr-label")
            .Attr("for", options.Id)
            .Text(options.Optional ? $"{options.Label} (facultatif)" : options.Label)
            .Add(Hint(options.Hint));

    public static Element? Hint(string? hint) => hint is null ? null : new Element("span").Class("fr-hint-text").Text(hint);

    /// <summary>The place of messages exists even when empty, so that one that appears later is announced.</summary>
    public static Element Messages(string id, IReadOnlyList<string> errors, IHtmlContent? before = null)
    {
        var messages = new Element("div")
            .Class("fr-messages-group")
            .Attr("id", $"{id}-messages")
            .Attr("aria-live", "polite")
            .Add(before);
        for (var index = 0; index < errors.Count; index++)
        {
            messages.Add(
                new Element("p")
                    .Class("fr-message fr-message--error")
                    .Attr("id", index == 0 ? $"{id}-message-error" : $"{id}-message-error-{index + 1}")
                    .Text(errors[index])
            );
        }

        return messages;
    }

    /// <param name="group">Starts the class, such as <c>fr-input-group--</c>: the style sheet keeps what starts so.</param>
    public static string? ErrorClass(FieldOptions options, string group) =>
        options.Errors.Count > 0 ? $"{group}error"
        : options.Disabled ? $"{group}disabled"
        : null;
}

/// <summary>
/// Base of the fields. <c>for="Email"</c> binds to a property of the model: id, name, value (what was typed wins over the
/// model) and errors come from there. Without <c>for</c>, give <c>name</c> (and <c>value</c>): filters of a GET form.
/// </summary>
public abstract class FieldTagHelper : DsfrTagHelper
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;
    public ModelExpression? For { get; set; }
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Label { get; set; }
    public string? Hint { get; set; }
    public bool Optional { get; set; }
    public bool Disabled { get; set; }

    /// <summary>An error that isn't in the model state.</summary>
    public string? Error { get; set; }

    protected string FullName => Name ?? (For is null ? "" : ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));

    protected string FullId => Id ?? TagBuilder.CreateSanitizedId(FullName, "_");

    protected string LabelText => Label ?? For?.Metadata.GetDisplayName() ?? "";

    protected IReadOnlyList<string> Errors
    {
        get
        {
            // Razor gives an attribute whose expression is null as an empty text.
            if (!string.IsNullOrEmpty(Error))
            {
                return [Error];
            }

            return State is null
                ? []
                : [.. State.Errors.Select(error => error.ErrorMessage).Where(message => message.Length > 0)];
        }
    }

    protected ModelStateEntry? State =>
        FullName.Length > 0 && ViewContext.ModelState.TryGetValue(FullName, out var entry) ? entry : null;

    /// <summary>What the person typed if the form comes back, otherwise the model's value as a field of the form holds it.</summary>
    protected string? CurrentValue(string? given) => State?.AttemptedValue ?? given ?? Format(For?.Model);

    /// <summary>Values of a field that holds several.</summary>
    protected IReadOnlyCollection<string> CurrentValues(string? given)
    {
        if (State is { RawValue: not null } state)
        {
            return state.RawValue is string[] many ? many : [state.RawValue.ToString() ?? ""];
        }

        return (given ?? For?.Model) switch
        {
            null => [],
            string text => [text],
            System.Collections.IEnumerable values => [.. values.Cast<object?>().Select(value => Format(value) ?? "")],
            var value => [Format(value) ?? ""],
        };
    }

    protected static string? Format(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString("0.##########", French),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

public sealed record InputOptions : FieldOptions
{
    public string Type { get; init; } = "text";
    public string? Value { get; init; }
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }

    /// <summary>Shown as a counter and checked by the server; the browser doesn't cut what is pasted.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Unit after the field, such as « € » or « mois ».</summary>
    public string? Suffix { get; init; }

    /// <summary>5, 10 or 20 characters wide; null takes the width of the form.</summary>
    public int? Width { get; init; }

    /// <summary>Lines of a text area; null makes a single-line field.</summary>
    public int? Rows { get; init; }

    /// <summary>The label is for ears only: in a cell, whose row and column say the same to eyes.</summary>
    public bool HasHiddenLabel { get; init; }
}

public static class InputMarkup
{
    public static IHtmlContent Render(InputOptions options)
    {
        var field = new Element(options.Rows is null ? "input" : "textarea")
            .Class("fr-input", options.Width is null ? null : $"portal-w-{options.Width}")
            .Attr("aria-describedby", $"{options.Id}-messages")
            .Attr("aria-invalid", options.Errors.Count > 0 ? "true" : null)
            .Flag("disabled", options.Disabled)
            .Attr("id", options.Id)
            .Attr("name", options.Name)
            .Attr("type", options.Rows is null ? options.Type : null)
            .Attr("autocomplete", options.Autocomplete)
            .Attr("inputmode", options.InputMode)
            .Attr("rows", options.Rows)
            .Extra(options.Attributes);
        if (options.Rows is null)
        {
            field.Attr("value", options.Type == "password" ? null : options.Value);
        }
        else
        {
            // A line end just after the start tag is dropped by the parser: give it one to drop.
            field.Text(
                options.Value is null ? null
                : options.Value.StartsWith('\n') ? "\n" + options.Value
                : options.Value
            );
        }

        IHtmlContent control = options.Suffix is null
            ? field
            : new Element("div")
                .Class("portal-prefix")
                .Add(field, new Element("span").Class("portal-prefix__text").Text(options.Suffix));
        return new Element("div")
            .Class("fr-input-group", FieldMarkup.ErrorClass(options, "fr-input-group--"))
            .Attr("id", options.GroupId)
            .Add(FieldMarkup.Label(options, options.HasHiddenLabel ? "fr-sr-only" : null))
            .Add(control)
            .Add(FieldMarkup.Messages(options.Id, options.Errors, Counter(options)));
    }

    private static Element? Counter(InputOptions options) =>
        options.MaxLength is null
            ? null
            : new Element("p")
                .Class("fr-message")
                .Attr("id", $"{options.Id}-message-counter")
                .Attr("data-portal-counter", options.Id)
                .Attr("data-portal-max", options.MaxLength)
                .Text($"{options.MaxLength.Value.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"))} caractères au maximum");
}

/// <summary>
/// A single-line field.
/// <code>&lt;dsfr-input for="Email" label="Adresse électronique" hint="Format attendu : nom@domaine.fr" type="email" autocomplete="email" /&gt;
/// &lt;dsfr-input for="Duration" label="Durée" suffix="mois" inputmode="numeric" width="5" /&gt;
/// &lt;dsfr-input name="q" value="@Model.Query" label="Mots-clés" /&gt;</code>
/// The type of a date property is <c>date</c> by itself; <c>maxlength</c> shows a counter; other attributes go to the input.
/// </summary>
[HtmlTargetElement("dsfr-input")]
public sealed class InputTagHelper : FieldTagHelper
{
    public string? Type { get; set; }
    public string? Value { get; set; }
    public string? Autocomplete { get; set; }

    [HtmlAttributeName("inputmode")]
    public string? InputMode { get; set; }

    [HtmlAttributeName("maxlength")]
    public int? MaxLength { get; set; }
    public string? Suffix { get; set; }
    public int? Width { get; set; }

    /// <summary>In a table, whose row and column already say what the field is.</summary>
    public bool HiddenLabel { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        InputMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Optional = Optional,
                Disabled = Disabled,
                Errors = Errors,
                Type = Type ?? TypeOf(For?.Metadata.UnderlyingOrModelType),
                Value = CurrentValue(Value),
                Autocomplete = Autocomplete,
                InputMode = InputMode,
                MaxLength = MaxLength,
                Suffix = Suffix,
                Width = Width,
                HasHiddenLabel = HiddenLabel,
                Attributes = Extra(output),
            }
        );

    private static string TypeOf(Type? type) =>
        type == typeof(DateOnly) ? "date"
        : type == typeof(DateTime) ? "datetime-local"
        : type == typeof(TimeOnly) ? "time"
        : "text";
}

/// <summary>
/// A field of several lines.
/// <code>&lt;dsfr-textarea for="Motivation" label="Votre contribution" hint="Ce que vous feriez les premières semaines." rows="8" maxlength="4000" /&gt;</code>
/// </summary>
[HtmlTargetElement("dsfr-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public int Rows { get; set; } = 5;

    [HtmlAttributeName("maxlength")]
    public int? MaxLength { get; set; }

    protected override IHtmlContent Render(IHtmlContent? content, TagHelperOutput output) =>
        InputMarkup.Render(
            new()
            {
                Id = FullId,
                Name = FullName,
                Label = LabelText,
                Hint = Hint,
                Optional = Optional,
                Disabled = Disabled,
                Errors = Errors,
                Value = CurrentValue(Value),
                Rows = Rows,
                MaxLength = MaxLength,
                Attributes = Extra(output),
            }
        );
}
