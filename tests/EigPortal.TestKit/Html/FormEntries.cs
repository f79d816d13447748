using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace EigPortal.TestKit.Html;

/// <summary>What a browser would send for a form: only fields that exist, and what the page filled in beforehand.</summary>
public sealed class FormEntries
{
    private readonly List<(string Name, object Value)> entries = [];

    private FormEntries(IHtmlFormElement form) => Form = form;

    public IHtmlFormElement Form { get; }
    public bool IsMultipart => Form.GetAttribute("enctype") == "multipart/form-data";
    public bool IsGet => !string.Equals(Form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">A value is given for a field that the form doesn't have.</exception>
    public static FormEntries Fill(IHtmlFormElement form, IElement button, IReadOnlyList<(string Name, object Value)> values)
    {
        var fields = form
            .Elements.Cast<IElement>()
            .Where(field => field.GetAttribute("name") is { Length: > 0 } && !field.HasAttribute("disabled"));
        var names = fields.Select(field => field.GetAttribute("name")!).ToHashSet();
        if (values.Select(value => value.Name).FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new InvalidOperationException(
                $"Le formulaire n’a pas de champ « {unknown} ». Il a : {string.Join(", ", names.Order())}."
            );
        }

        var filled = new FormEntries(form);
        var given = values.ToLookup(value => value.Name, value => value.Value);
        foreach (var name in fields.Select(field => field.GetAttribute("name")!).Distinct())
        {
            var same = fields.Where(field => field.GetAttribute("name") == name).ToList();
            filled.Add(name, same, given.Contains(name) ? [.. given[name]] : null);
        }

        if (button.GetAttribute("name") is { Length: > 0 } chosen)
        {
            filled.entries.Add((chosen, button.GetAttribute("value") ?? ""));
        }

        return filled;
    }

    public HttpContent ToContent()
    {
        if (!IsMultipart)
        {
            return new FormUrlEncodedContent(Pairs());
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in entries)
        {
            if (value is UploadedFile file)
            {
                var part = new ByteArrayContent(file.Content);
                part.Headers.ContentType = new(file.ContentType);
                content.Add(part, name, file.Name);
            }
            else
            {
                content.Add(new StringContent((string)value), name);
            }
        }

        return content;
    }

    public string ToQuery() =>
        string.Join('&', Pairs().Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    private IEnumerable<KeyValuePair<string, string>> Pairs() =>
        entries.Select(entry =>
            KeyValuePair.Create(entry.Name, entry.Value is UploadedFile file ? file.Name : (string)entry.Value)
        );

    private void Add(string name, List<IElement> fields, IReadOnlyList<object>? given)
    {
        // ASP.NET Core writes a hidden field after a checkbox of the same name: it is sent whether the box is ticked or not.
        var hidden = fields.Where(field => TypeOf(field) == "hidden").ToList();
        var visible = fields
            .Except(hidden)
            .Where(field => TypeOf(field) is not ("submit" or "button" or "reset" or "image"))
            .ToList();
        if (given is null)
        {
            entries.AddRange(visible.SelectMany(Current).Select(value => (name, (object)value)));
        }
        else if (visible.Count == 0)
        {
            entries.AddRange(given.Select(value => (name, Text(value))));
            return;
        }
        else
        {
            entries.AddRange(given.SelectMany(value => Chosen(name, visible, value)).Select(value => (name, value)));
        }

        entries.AddRange(hidden.Select(field => (name, (object)(field.GetAttribute("value") ?? ""))));
    }

    private static IEnumerable<object> Chosen(string name, List<IElement> fields, object value)
    {
        if (value is UploadedFile)
        {
            return [value];
        }

        if (value is bool ticked)
        {
            return ticked ? [fields[0].GetAttribute("value") ?? "on"] : [];
        }

        var texts = value is IEnumerable<string> many ? many.ToList() : [(string)Text(value)];
        var offered = Offered(fields);
        var impossible = offered is null ? null : texts.FirstOrDefault(text => !offered.Contains(text));
        return impossible is null
            ? texts
            : throw new InvalidOperationException(
                $"Le champ « {name} » ne propose pas « {impossible} ». Il propose : {string.Join(", ", offered!)}."
            );
    }

    private static HashSet<string>? Offered(List<IElement> fields) =>
        fields[0] is IHtmlSelectElement select ? select.Options.Select(option => option.Value).ToHashSet()
        : TypeOf(fields[0]) is "radio" or "checkbox" ? fields.Select(field => field.GetAttribute("value") ?? "on").ToHashSet()
        : null;

    private static IEnumerable<string> Current(IElement field) =>
        field switch
        {
            IHtmlSelectElement select => select.Options.Where(option => option.IsSelected).Select(option => option.Value),
            // HTML drops the first line break of a text area, and sends line breaks as CRLF.
            IHtmlTextAreaElement area => [area.Value.ReplaceLineEndings("\r\n")],
            _ when TypeOf(field) is "radio" or "checkbox" => field.HasAttribute("checked")
                ? [field.GetAttribute("value") ?? "on"]
                : [],
            _ when TypeOf(field) is "file" || field.LocalName is "button" => [],
            _ => [field.GetAttribute("value") ?? ""],
        };

    private static object Text(object value) =>
        value as UploadedFile ?? (object)(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");

    private static string TypeOf(IElement field) =>
        field.GetAttribute("type")?.ToLowerInvariant() ?? (field.LocalName == "button" ? "submit" : "text");
}
