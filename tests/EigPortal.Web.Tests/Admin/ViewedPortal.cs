using EigPortal.Domain.Accounts;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Portal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EigPortal.Web.Tests.Admin;

/// <summary>The portal during its call, on machine time that only moves when a test says so.</summary>
public sealed class ViewedPortal : StaffPortal
{
    public const string Why = "Sa proposition ne s’affiche pas";
    private readonly CapturedLog log = new();

    public ViewedPortal() =>
        WithServices(services =>
            services.AddSingleton<TimeProvider>(Time).AddSingleton(LoggerFactory.Create(logging => logging.AddProvider(log)))
        );

    public ManualTime Time { get; } = new();
    public string Log => log.Text;

    /// <summary>Fills the form that opens a view and goes where it leads.</summary>
    public static async Task<Page> BeginAsync(Browse site, Account subject, string reason = Why) =>
        await site.SubmitAsync(
            await site.GetAsync(FormOf(subject)),
            $"Voir le portail comme {subject.FullName}",
            ("Reason", reason)
        );

    public static string FormOf(Account subject) => $"/admin/utilisateurs/{subject.Id}/vue";

    /// <summary>What the history of the account tells of views, in order, and whose act each is.</summary>
    public Task<List<(string Sentence, string? Reason, Guid? By)>> HistoryOfViewsAsync(Account subject) =>
        InDatabaseAsync(async db => (
                await db
                    .AuditEvents.Where(line =>
                        line.ObjectId == subject.Id
                        && (line.Kind == nameof(PortalViewBegun) || line.Kind == nameof(PortalViewEnded))
                    )
                    .OrderBy(line => line.Sequence)
                    .Select(line => new
                    {
                        line.Sentence,
                        line.Reason,
                        line.ActorId,
                    })
                    .ToListAsync()
            ).Select(line => (line.Sentence, line.Reason, line.ActorId)).ToList());

    /// <summary>How the last view of an administrator ended; null while it goes on.</summary>
    public Task<PortalViewEnd?> EndOfAsync(Account viewer) =>
        InDatabaseAsync(db =>
            db.PortalViews.Where(view => view.ViewerId == viewer.Id)
                .OrderByDescending(view => view.OpenedAt)
                .Select(view => view.EndedBecause)
                .FirstAsync()
        );

    public Task<ConflictOfInterest> TieAsync(Account person, Candidature candidature) =>
        InDatabaseAsync(async db =>
        {
            var tie = new ConflictOfInterest(person.Id, candidature.Id, ConflictLevel.Excluded, "Une sœur", person.Id, Clock.Now);
            db.Add(tie);
            await db.SaveChangesAsync();
            return tie;
        });
}
