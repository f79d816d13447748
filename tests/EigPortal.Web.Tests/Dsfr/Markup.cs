using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Html;

namespace EigPortal.Web.Tests.Dsfr;

/// <summary>
/// Compares what we write with the code that the design system shows in its own example pages. Two fragments are equal when
/// they have the same elements, classes, attributes and text, whatever the order of attributes, the kind of blanks, and the
/// generated ids, as long as labels and controls point to the same things.
/// </summary>
internal static partial class Markup
{
    private static readonly string[] References =
    [
        "for",
        "aria-controls",
        "aria-labelledby",
        "aria-describedby",
        "data-portal-counter",
    ];
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The n-th piece of code of a component's example page, as the npm package ships it.</summary>
    public static string Example(string component, int index)
    {
        var page = File.ReadAllText(
            Path.Combine(
                RepositoryRoot(),
                "src/EigPortal.Web/node_modules/@gouvfr/dsfr/example/component",
                component,
                "index.html"
            )
        );
        return WebUtility.HtmlDecode(CodeBlock().Matches(page)[index].Groups[1].Value);
    }

    public static string Write(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, Encoder);
        return writer.ToString();
    }

    public static string Normalise(IHtmlContent content) => Normalise(Write(content));

    public static string Normalise(string html)
    {
        var document = new HtmlParser().ParseDocument("<body></body>");
        // Rows and cells need their table around them to be parsed.
        document.Body!.InnerHtml = html;
        var root = document.Body!;
        var referenced = root.QuerySelectorAll("*").SelectMany(Targets).ToHashSet();
        var names = new Dictionary<string, string>();
        var lines = new List<string>();
        foreach (var child in root.ChildNodes)
        {
            Describe(child, 0);
        }

        return string.Join('\n', lines);

        void Describe(INode node, int depth)
        {
            var indent = new string(' ', depth * 2);
            if (node is IText text)
            {
                var words = Blanks().Replace(text.Data, " ").Trim(' ');
                if (words.Length > 0)
                {
                    lines.Add(indent + words);
                }
            }
            else if (node is IElement element)
            {
                lines.Add(indent + element.LocalName + string.Concat(Attributes(element).Select(attribute => $" {attribute}")));
                foreach (var child in element.ChildNodes)
                {
                    Describe(child, depth + 1);
                }
            }
        }

        IEnumerable<string> Attributes(IElement element) =>
            element
                .Attributes.Where(attribute => Kept(attribute.Name, attribute.Value))
                .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
                .Select(attribute => $"{attribute.Name}=[{Value(attribute)}]");

        bool Kept(string name, string value) =>
            !(name == "id" && !referenced.Contains(value))
            && !name.StartsWith("data-fr-analytics", StringComparison.Ordinal)
            && !name.StartsWith("data-row-key", StringComparison.Ordinal)
            // The examples put a media type that doesn't exist on links.
            && !(name == "type" && value == "link");

        string Value(IAttr attribute) =>
            attribute.Name == "class"
                ? string.Join(
                    ' ',
                    attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)
                )
            : attribute.Name == "id" || References.Contains(attribute.Name)
                ? string.Join(' ', attribute.Value.Split(' ').Select(Name))
            : attribute.Value;

        string Name(string id)
        {
            if (!names.TryGetValue(id, out var name))
            {
                names[id] = name = $"#{names.Count + 1}";
            }

            return name;
        }
    }

    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EigPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("EigPortal.sln is above none of the folders of the tests.");
    }

    private static IEnumerable<string> Targets(IElement element) =>
        References.SelectMany(name => (element.GetAttribute(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<pre[^>]*><code>(.*?)</code></pre>", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
