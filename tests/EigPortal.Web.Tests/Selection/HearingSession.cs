using EigPortal.Services.Demo;
using EigPortal.Web.Tests.Demo;

namespace EigPortal.Web.Tests.Selection;

/// <summary>The second morning of the hearings, 7 November 2018 at 9:00: 86 are preselected and read, nothing is decided.</summary>
public sealed class HearingSession() : DemoSession(DemoScenario.Jury);
