using EigPortal.Web.Dsfr;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace EigPortal.Web.Shared;

public enum TimeFormat
{
    /// <summary>« lundi 15 octobre 2018 à 17 h, heure de Paris ».</summary>
    Long,

    /// <summary>« 15 octobre 2018 à 17 h ».</summary>
    Medium,

    /// <summary>« 15/10/2018 17:00 ».</summary>
    Short,
}

/// <summary>
/// An instant, readable by people and machines.
/// <code>&lt;portal-time at="@Model.ClosesAt" /&gt; &lt;portal-time at="@row.SubmittedAt" format="Short" /&gt;</code>
/// </summary>
[HtmlTargetElement("portal-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PortalTimeTagHelper : TagHelper
{
    public DateTimeOffset At { get; set; }
    public TimeFormat Format { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(new Element("time").Attr("datetime", FrenchDates.Machine(At)).Text(Words()));
    }

    private string Words() =>
        Format switch
        {
            TimeFormat.Long => FrenchDates.Long(At),
            TimeFormat.Medium => FrenchDates.Medium(At),
            TimeFormat.Short => FrenchDates.Short(At),
        };
}
