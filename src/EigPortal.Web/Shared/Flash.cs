using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace EigPortal.Web.Shared;

/// <summary>The result of an action, shown once at the top of the page that follows it.</summary>
/// <param name="Link">Where what is still to do is done; null when nothing is.</param>
public sealed record FlashMessage(Severity Severity, string Text, FlashLink? Link = null);

public sealed record FlashLink(string Href, string Text);

public static class Flash
{
    /// <summary>Carries the message to the next page; a request that has it gets a page of its own.</summary>
    public const string CookieName = "eig.message";

    private const string TextKey = "Flash";
    private const string SeverityKey = "FlashSeverity";
    private const string HrefKey = "FlashHref";
    private const string LinkKey = "FlashLink";

    /// <summary>Says on the next page what has been done: <c>this.Flash("Vos réponses sont enregistrées.")</c>.</summary>
    public static void SetFlash(
        this ITempDataDictionary tempData,
        string text,
        Severity severity = Severity.Success,
        FlashLink? link = null
    )
    {
        tempData[TextKey] = text;
        tempData[SeverityKey] = severity.ToString();
        (tempData[HrefKey], tempData[LinkKey]) = (link?.Href, link?.Text);
    }

    /// <summary>
    /// The waiting message, which is thereby consumed; null when there is none. Without its cookie TempData is not touched: merely
    /// looking into it sets a cookie, and a page that sets a cookie is never cached.
    /// </summary>
    public static FlashMessage? TakeFlash(this ITempDataDictionary tempData, HttpRequest request) =>
        request.Cookies.ContainsKey(CookieName) && tempData[TextKey] is string text
            ? new(
                Enum.TryParse<Severity>(tempData[SeverityKey] as string, out var severity) ? severity : Severity.Success,
                text,
                tempData[HrefKey] is string href && tempData[LinkKey] is string words ? new FlashLink(href, words) : null
            )
            : null;
}

public static class FlashControllerExtensions
{
    /// <inheritdoc cref="Shared.Flash.SetFlash" />
    public static void Flash(
        this Controller controller,
        string text,
        Severity severity = Severity.Success,
        FlashLink? link = null
    ) => controller.TempData.SetFlash(text, severity, link);
}
