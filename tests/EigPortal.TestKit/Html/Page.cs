using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EigPortal.TestKit.Html;

/// <summary>An answer of the portal, parsed.</summary>
/// <param name="Path">Path and query where redirects ended.</param>
/// <param name="Redirects">Status and target of each redirect followed to get there.</param>
public sealed record Page(
    HttpStatusCode Status,
    string Path,
    IReadOnlyList<(HttpStatusCode Status, string Target)> Redirects,
    HttpResponseMessage Response,
    string Body
)
{
    private readonly Lazy<IHtmlDocument> document = new(() => new HtmlParser().ParseDocument(Body));

    public IHtmlDocument Document => document.Value;
    public string Title => Document.Title ?? "";
    public string Heading => One("h1").TextContent.Trim();

    /// <summary>Messages of the DSFR error summary, in order; empty when there is none.</summary>
    public IReadOnlyList<string> Errors => Texts(".fr-alert--error li");

    /// <summary>The only element that matches.</summary>
    /// <exception cref="InvalidOperationException">None or several match.</exception>
    public IElement One(string selector)
    {
        var found = Document.QuerySelectorAll(selector);
        return found.Length == 1
            ? found[0]
            : throw new InvalidOperationException($"{found.Length} éléments pour « {selector} » dans {Path} ({(int)Status}).");
    }

    /// <summary>Text of every element that matches, with its blanks reduced to one space.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
        [.. Document.QuerySelectorAll(selector).Select(element => Reduce(element.TextContent))];

    public bool Has(string selector) => Document.QuerySelector(selector) is not null;

    /// <summary>The form that holds this button, told by its text.</summary>
    public (IHtmlFormElement Form, IElement Button) FormOf(string buttonText)
    {
        var buttons = Document
            .QuerySelectorAll("button, input[type=submit]")
            .Where(button => Reduce(button is IHtmlInputElement input ? input.Value : button.TextContent) == buttonText)
            .ToList();
        if (buttons.Count != 1)
        {
            throw new InvalidOperationException($"{buttons.Count} boutons « {buttonText} » dans {Path} ({(int)Status}).");
        }

        var form = buttons[0].GetAttribute("form") is { } id
            ? Document.GetElementById(id) as IHtmlFormElement
            : buttons[0].Closest("form") as IHtmlFormElement;
        return (form ?? throw new InvalidOperationException($"Le bouton « {buttonText} » est hors d’un formulaire."), buttons[0]);
    }

    // The no-break spaces of French typography count as spaces.
    private static string Reduce(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
