using EigPortal.Services.Health;

namespace EigPortal.Web.Startup;

/// <summary><c>/sante/vivant</c>: the process answers. <c>/sante/pret</c>: this node may receive traffic.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/sante/vivant", () => Results.Json(new { etat = "vivant" })).AllowAnonymous();
        app.MapGet("/sante/pret", AnswerAsync).AllowAnonymous();
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context,
        IEnumerable<IReadinessProbe> probes,
        ILogger<IReadinessProbe> logger
    )
    {
        var states = new Dictionary<string, bool>();
        foreach (var probe in probes)
        {
            var problem = await ProblemAsync(probe, context.RequestAborted);
            states[probe.Name] = problem is null;
            if (problem is not null)
            {
                // The reason goes to the log only: this page is public.
                logger.LogWarning("Ce serveur n’est pas prêt ({Probe}) : {Problem}", probe.Name, problem);
            }
        }

        context.Response.Headers.CacheControl = "no-store";
        var ready = states.Values.All(ok => ok);
        if (!ready)
        {
            context.Response.Headers.RetryAfter = "5";
        }

        return Results.Json(
            new { etat = ready ? "pret" : "indisponible", controles = states },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static async Task<string?> ProblemAsync(IReadinessProbe probe, CancellationToken ct)
    {
        try
        {
            return await probe.ProblemAsync(ct);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return problem.Message;
        }
    }
}
