using System.Globalization;
using System.Text.Encodings.Web;
using EigPortal.Services.Text;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Dsfr;

/// <summary>
/// An HTML element being written. Text and attribute values are always encoded; markup enters only as <see cref="IHtmlContent"/>.
/// French punctuation in text gets its no-break spaces here. Attributes keep their order, so that pages are byte for byte the same from one request to the next.
/// </summary>
public sealed class Element(string name) : IHtmlContent
{
    private static readonly HashSet<string> Void = ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];
    private readonly List<KeyValuePair<string, string?>> _attributes = [];
    private readonly List<string> _classes = [];
    private readonly List<object> _children = [];

    /// <summary>Adds classes; null and empty names are skipped.</summary>
    public Element Class(params ReadOnlySpan<string?> names)
    {
        foreach (var value in names)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                _classes.AddRange(value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return this;
    }

    /// <summary>Sets an attribute; null leaves it out, the empty string writes an empty value.</summary>
    public Element Attr(string attribute, string? value)
    {
        if (value is not null)
        {
            _attributes.Add(new(attribute, value));
        }

        return this;
    }

    public Element Attr(string attribute, int? value) => Attr(attribute, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets a boolean attribute such as <c>checked</c>.</summary>
    public Element Flag(string attribute, bool present)
    {
        if (present)
        {
            _attributes.Add(new(attribute, null));
        }

        return this;
    }

    public Element Text(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _children.Add(text);
        }

        return this;
    }

    public Element Add(params ReadOnlySpan<IHtmlContent?> children)
    {
        foreach (var child in children)
        {
            if (child is not null)
            {
                _children.Add(child);
            }
        }

        return this;
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write('<');
        writer.Write(name);
        if (_classes.Count > 0)
        {
            WriteAttribute(writer, encoder, "class", string.Join(' ', _classes));
        }

        foreach (var (attribute, value) in _attributes)
        {
            WriteAttribute(writer, encoder, attribute, value);
        }

        writer.Write('>');
        if (Void.Contains(name))
        {
            return;
        }

        foreach (var child in _children)
        {
            if (child is string text)
            {
                // What somebody is writing comes back as it was typed.
                encoder.Encode(writer, name == "textarea" ? text : FrenchText.Spaced(text));
            }
            else
            {
                ((IHtmlContent)child).WriteTo(writer, encoder);
            }
        }

        writer.Write("</");
        writer.Write(name);
        writer.Write('>');
    }

    private static void WriteAttribute(TextWriter writer, HtmlEncoder encoder, string attribute, string? value)
    {
        writer.Write(' ');
        writer.Write(attribute);
        if (value is not null)
        {
            writer.Write("=\"");
            encoder.Encode(writer, value);
            writer.Write('"');
        }
    }
}
