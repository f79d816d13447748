using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.Web.Tests.Demo;

namespace EigPortal.Web.Tests.Juries;

/// <summary>The morning after the closing, as the demonstration builds it: 170 files, 24 jurors, nothing assigned.</summary>
public sealed class ReadingSession() : DemoSession(DemoScenario.Reading)
{
    /// <summary>A mark of 3 for each criterion of the page, and a favourable opinion.</summary>
    public static (string Name, object Value)[] FullMarks(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("input[data-portal-mark][value='3']")
                .Select(input => (input.GetAttribute("name")!, (object)"3")),
            ("Opinion", nameof(Opinion.Favorable)),
        ];
}
