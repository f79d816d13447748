using System.Net;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Demo;
using EigPortal.Services.Selection.Forming;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Selection;

/// <summary>A challenge that somebody did not ask for: asked, read, answered, and only then counted (F16).</summary>
public sealed class ConsentPagesTests(HearingSession session) : IClassFixture<HearingSession>
{
    [Fact]
    public async Task E11_only_an_agreement_lets_teams_place_somebody_where_they_did_not_ask_to_be()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        await AskAsync(staff);
        using var person = await session.SignInAsync(DemoAccounts.Candidate.Email);
        var path = await ReadAsync(person);
        await AnswerAsync(person, path);
        await CountAsync(staff, person, path);
        await DecideAsync(person, path);
    }

    private async Task AskAsync(Browse staff)
    {
        var page = await staff.GetAsync("/admin/equipes/accords");
        Assert.Equal(
            ["En attente", "Accord", "Accord", "Refus"],
            page.Texts("tbody .fr-badge")
                .OrderBy(text =>
                    text == "En attente" ? 0
                    : text == "Accord" ? 1
                    : 2
                )
        );
        var empty = await staff.SubmitAsync(page, "Poser la question", ("Days", "40"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(4, empty.Errors.Count);
        Assert.Equal("40", empty.One("#Days").GetAttribute("value"));

        var (person, wished, other) = await SomebodyAsync();
        (string, object)[] question = [("CandidatureId", person), ("PostId", other), ("Days", "3"), ("Reason", "Son audition.")];
        var useless = await staff.SubmitAsync(
            page,
            "Poser la question",
            [.. question.Where(field => field.Item1 != "PostId"), ("PostId", wished)]
        );
        Assert.Equal(["Cette personne a déjà demandé ce siège : il n’y a rien à lui demander."], useless.Errors.Select(Plain));
        var asked = await staff.SubmitAsync(page, "Poser la question", question);
        Assert.Equal("/admin/equipes/accords", asked.Path);
        Assert.Equal(1, await MailsAsync(person));
        var twice = await staff.SubmitAsync(page, "Poser la question", question);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.Status);
        Assert.Equal(1, await MailsAsync(person));

        // Taken back before its mail left: nobody ever knows.
        var number = await session.InDatabaseAsync(db =>
            db.Candidatures.Where(row => row.Id == person).Select(row => row.Number).SingleAsync()
        );
        var back = asked
            .Texts("button")
            .Single(text => text.StartsWith($"Reprendre la question posée à {number}", StringComparison.Ordinal));
        await staff.SubmitAsync(asked, back);
        Assert.Equal(
            Services.Mail.MailState.Cancelled,
            await session.InDatabaseAsync(db =>
                db.Mails.Where(mail => mail.Template == nameof(ConsentMail))
                    .OrderByDescending(mail => mail.Id)
                    .Select(mail => mail.State)
                    .FirstAsync()
            )
        );
    }

    /// <summary>Opening the page answers nothing (B18), and it is nobody else's.</summary>
    private async Task<string> ReadAsync(Browse person)
    {
        var home = await person.GetAsync("/candidature");
        var path = home.One("a[href^='/candidature/autre-defi/']").GetAttribute("href")!;
        var page = await person.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Refuser ne vous fait rien perdre", page.Body, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Asked, await StateAsync(path));

        using var stranger = await session.SignInAsync(DemoAccounts.Newcomer.Email);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        return path;
    }

    private async Task AnswerAsync(Browse person, string path)
    {
        var yes = await person.SubmitAsync(await person.GetAsync(path), "J’accepterais ce défi");
        Assert.Equal((path, ConsentState.Given), (yes.Path, await StateAsync(path)));
        var no = await person.SubmitAsync(yes, "Je préfère m’en tenir à mes vœux");
        Assert.Equal(ConsentState.Refused, await StateAsync(path));
        await person.SubmitAsync(no, "J’accepterais ce défi");
        Assert.Equal(ConsentState.Given, await StateAsync(path));
    }

    /// <summary>Two people of the demonstration agreed, and this one: three options beyond the wishes, and no more once they change their mind.</summary>
    private async Task CountAsync(Browse staff, Browse person, string path)
    {
        var index = await staff.GetAsync("/admin/equipes");
        Assert.StartsWith(
            "3 accords donnés comptent",
            Plain(index.One("[aria-labelledby=accords] p").TextContent),
            StringComparison.Ordinal
        );
        var solutions = await staff.SubmitAsync(index, "Calculer les solutions", ("Minimum", ""));
        var problem = (await session.InDatabaseAsync(db => db.TeamComputations.AsNoTracking().SingleAsync())).Problem;
        var agreed = problem.Options.Where(option => option.Basis == TeamBasis.Consent).ToList();
        Assert.Equal(3, agreed.Count);
        Assert.All(agreed, option => Assert.Null(option.Wish));
        var given = await session.InDatabaseAsync(db =>
            db.ChallengeConsents.Where(row => row.State == ConsentState.Given).ToListAsync()
        );
        Assert.Equal(
            given
                .Select(row => (row.CandidatureId, new ListKey(row.ChallengeId, row.Profile)))
                .Order(Comparer<(Guid, ListKey)>.Create((a, b) => a.Item1.CompareTo(b.Item1))),
            agreed
                .Select(option => (option.CandidatureId, option.List))
                .Order(Comparer<(Guid, ListKey)>.Create((a, b) => a.Item1.CompareTo(b.Item1)))
        );

        await person.SubmitAsync(await person.GetAsync(path), "Je préfère m’en tenir à mes vœux");
        var stale = await staff.GetAsync(solutions.Path);
        Assert.Equal("Ces solutions sont périmées", stale.One(".fr-alert--warning .fr-alert__title").TextContent);
    }

    private async Task DecideAsync(Browse person, string path)
    {
        var page = await person.GetAsync(path);
        var id = IdOf(path);
        await session.InDatabaseAsync(async db =>
        {
            var consent = await db.ChallengeConsents.SingleAsync(row => row.Id == id);
            var staff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
            var decided = Decision.Record(
                consent.CandidatureId,
                consent.CohortId,
                DecisionKind.NotRetained,
                null,
                null,
                [],
                "",
                staff.Id,
                session.Clock.Now
            );
            db.Add(decided.Value);
            await db.SaveChangesAsync();
        });
        var late = await person.SubmitAsync(page, "J’accepterais ce défi");
        Assert.Contains("Le jury a tenu compte de votre réponse", late.Body, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Refused, await StateAsync(path));
    }

    private Task<ConsentState> StateAsync(string path)
    {
        var id = IdOf(path);
        return session.InDatabaseAsync(db =>
            db.ChallengeConsents.Where(row => row.Id == id).Select(row => row.State).SingleAsync()
        );
    }

    private static Guid IdOf(string path) => Guid.Parse(path[^36..]);

    private Task<int> MailsAsync(Guid candidatureId) =>
        session.InDatabaseAsync(db =>
            db.Mails.CountAsync(mail =>
                mail.Template == nameof(ConsentMail)
                && db.ChallengeConsents.Any(row => row.Id == mail.AboutId && row.CandidatureId == candidatureId)
            )
        );

    /// <summary>Somebody preselected whom nobody asked, a seat they wished for and one of a challenge they did not.</summary>
    private Task<(Guid Person, Guid Wished, Guid Other)> SomebodyAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var person = await db
                .Candidatures.Where(row =>
                    row.State == Domain.Candidatures.CandidatureState.Preselected
                    && !db.ChallengeConsents.Any(consent => consent.CandidatureId == row.Id)
                )
                .OrderBy(row => row.Number)
                .Select(row => row.Id)
                .FirstAsync();
            var wishes = await db.Wishes.Where(wish => wish.CandidatureId == person).OrderBy(wish => wish.Rank).ToListAsync();
            var challenges = wishes.Select(wish => wish.ChallengeId).ToList();
            return (
                person,
                (await db.Posts.FirstAsync(post => post.ChallengeId == challenges[0] && post.Profile == wishes[0].Profile)).Id,
                (
                    await db
                        .Posts.OrderBy(post => post.Id)
                        .FirstAsync(post =>
                            !challenges.Contains(post.ChallengeId)
                            && db.Challenges.Any(row =>
                                row.Id == post.ChallengeId && row.State == Domain.Challenges.ChallengeState.Published
                            )
                        )
                ).Id
            );
        });

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Trim();
}
