using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Diversity;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Contracts;
using EigPortal.Services.Data;
using EigPortal.Services.Diversity;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Selection.Explaining;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>The second half of the demo: from the jury's decisions to 32 people at work in 15 teams.</summary>
internal sealed class DemoCohort(
    DemoWorld world,
    IFileStore files,
    Cohort cohort,
    IReadOnlyList<Challenge> challenges,
    IReadOnlyList<(DemoCandidature Planned, Guid CandidatureId)> submitted,
    IReadOnlyDictionary<string, Guid> accounts
)
{
    private readonly Dictionary<ListKey, int> waiting = [];
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1);

    public async Task FormAsync(Guid staff, Guid secondStaff, CancellationToken ct)
    {
        await OpenAsync(JuryPhase.Deliberation, new(2018, 11, 9, 9, 0, 0, Winter), staff, ct);
        await OpenAsync(JuryPhase.Decision, new(2018, 11, 12, 14, 0, 0, Winter), staff, ct);
        await DecideAsync(
            staff,
            secondStaff,
            submitted,
            new DateTimeOffset(2018, 11, 12, 15, 0, 0, Winter),
            new DateTimeOffset(2018, 11, 21, 11, 0, 0, Winter),
            ct
        );
        await PublishAsync(staff, secondStaff, ct);
        if (cohort.Timetable.ResultsAt is { } published)
        {
            await OpenAsync(JuryPhase.Results, published.AddHours(1), staff, ct);
            await TellWaitingAsync(staff, secondStaff, published.AddHours(2), ct);
        }

        await SeatAsync(submitted, new DateTimeOffset(2018, 11, 22, 9, 0, 0, Winter), TimeSpan.FromHours(5), ct);
        await ContractAsync(staff, ct);
        await CountAsync(staff, ct);
    }

    /// <summary>Everybody is decided about, and those retained have accepted, but for one person.</summary>
    public async Task DecideAllButOneAsync(Guid staff, Guid secondStaff, Guid left, DateTimeOffset now, CancellationToken ct)
    {
        var others = submitted.Where(row => row.CandidatureId != left).ToList();
        await DecideAsync(staff, secondStaff, others, now.AddMinutes(-4), now.AddMinutes(-3), ct);
        await SeatAsync(others, now.AddMinutes(-2), TimeSpan.Zero, ct);
    }

    private Task OpenAsync(JuryPhase to, DateTimeOffset at, Guid staff, CancellationToken ct) =>
        DemoPhases.OpenAsync(world, cohort.Id, to, at, StaffActor(staff), ct);

    /// <summary>Fictitious answers to the optional questionnaire, counted by the same rule as real ones; none of them is kept.</summary>
    private async Task CountAsync(Guid staff, CancellationToken ct)
    {
        var at = new DateTimeOffset(2018, 12, 10, 10, 0, 0, Winter);
        await world.ActAsync(
            at,
            staff,
            async db =>
            {
                foreach (var question in DiversityQuestionnaire.Questions)
                {
                    var people = submitted
                        .Select((row, place) => (StageOf(row.Planned.Fate), AnswerTo(question, place)))
                        .ToList();
                    db.StageCounts.AddRange(
                        StageCounts.Publish(question, people).Select(cell => new StageCount(cohort.Id, cell))
                    );
                }

                Must((await db.Cohorts.SingleAsync(row => row.Id == cohort.Id, ct)).FreezeStageCounts(at));
            },
            ct
        );
    }

    private static ReachedStage StageOf(DemoFate fate) =>
        fate switch
        {
            DemoFate.Recruited => ReachedStage.Recruited,
            DemoFate.Heard or DemoFate.WaitingList => ReachedStage.Heard,
            DemoFate.NotPreselected => ReachedStage.Admissible,
            DemoFate.Inadmissible or DemoFate.Abandoned => ReachedStage.Submitted,
        };

    // Three people in four answer, the second choice more often than the first, so that the page shows full and hidden counts.
    private static string? AnswerTo(DiversityQuestion question, int place)
    {
        var draw = ((place * 7) + (question.Key.Length * 5)) % 16;
        return draw switch
        {
            < 4 => null,
            < 7 => question.Choices[0].Key,
            < 13 => question.Choices[1].Key,
            _ => question.Choices[^1].Key,
        };
    }

    private async Task DecideAsync(
        Guid staff,
        Guid secondStaff,
        IReadOnlyList<(DemoCandidature Planned, Guid CandidatureId)> people,
        DateTimeOffset recordedAt,
        DateTimeOffset validatedAt,
        CancellationToken ct
    )
    {
        await world.ActAsync(
            recordedAt,
            staff,
            async db =>
            {
                var aids = new DecisionAids(new CalibratedScores(db));
                foreach (var (planned, candidatureId) in people)
                {
                    var decision = Decide(planned, candidatureId, staff, recordedAt);
                    Must(decision.TellAids(await aids.OfAsync(cohort.Id, candidatureId, fromTeams: false, ct)));
                    db.Decisions.Add(decision);
                }
            },
            ct
        );
        await world.ActAsync(
            validatedAt,
            secondStaff,
            async db =>
            {
                foreach (var decision in await db.Decisions.OrderBy(decision => decision.Id).ToListAsync(ct))
                {
                    Must(decision.Validate(secondStaff, validatedAt));
                    if (decision is { Kind: DecisionKind.Retained, PostId: { } postId })
                    {
                        db.Offers.Add(new Offer(decision.Id, decision.CandidatureId, postId, validatedAt));
                    }
                }
            },
            ct
        );
    }

    private Decision Decide(DemoCandidature planned, Guid candidatureId, Guid staff, DateTimeOffset at)
    {
        var kind = planned.Fate switch
        {
            DemoFate.Recruited => DecisionKind.Retained,
            DemoFate.WaitingList => DecisionKind.WaitingList,
            DemoFate.Heard or DemoFate.Inadmissible or DemoFate.NotPreselected or DemoFate.Abandoned => DecisionKind.NotRetained,
        };
        Post?[] wished = [planned.FirstWish, planned.SecondWish];
        var profiles = wished.OfType<Post>().Select(post => post.Profile).ToList();
        var crossed = planned.Seat is not null && !profiles.Contains(planned.Seat.Profile);
        var result = Decision.Record(
            candidatureId,
            cohort.Id,
            kind,
            planned.Seat?.Id,
            planned.Seat?.Profile,
            profiles,
            crossed
                ? "Aucune candidature de développement ne convient à ce défi ; cette personne, entendue pour le poste de data science, sait aussi développer."
                : "",
            staff,
            at
        );
        Must(result);
        if (kind == DecisionKind.WaitingList)
        {
            foreach (var post in wished.OfType<Post>().Prepend(planned.Seat!))
            {
                var list = new ListKey(post.ChallengeId, post.Profile);
                Must(result.Value.WaitOn(list, waiting[list] = waiting.GetValueOrDefault(list) + 1));
            }
        }
        else if (planned.Fate == DemoFate.Heard)
        {
            Must(result.Value.Explain([DecisionGround.FewerSeatsThanPeople], ""));
        }

        return result.Value;
    }

    /// <summary>People who wait have had their notice; refusals are still to be released.</summary>
    private async Task TellWaitingAsync(Guid staff, Guid secondStaff, DateTimeOffset at, CancellationToken ct)
    {
        Guid[] told = [];
        await world.ActAsync(
            at,
            staff,
            async db =>
            {
                var published = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohort.Id, ct);
                told = await db
                    .Decisions.Where(decision => decision.Kind == DecisionKind.WaitingList)
                    .OrderBy(decision => decision.Id)
                    .Select(decision => decision.Id)
                    .ToArrayAsync(ct);
                db.NoticeReleases.Add(NoticeRelease.Prepare(published, told, staff, at).Value);
            },
            ct
        );
        var confirmedAt = at.AddMinutes(10);
        await world.ActAsync(
            confirmedAt,
            secondStaff,
            async db =>
            {
                var published = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohort.Id, ct);
                var release = await db.NoticeReleases.SingleAsync(row => row.State == NoticeReleaseState.Prepared, ct);
                Must(release.Confirm(published, told.Length, secondStaff, confirmedAt));
                await db
                    .Mails.Where(mail => told.Contains(mail.AboutId) && mail.State == MailState.Held)
                    .ExecuteUpdateAsync(mail => mail.SetProperty(row => row.State, MailState.Waiting), ct);
            },
            ct
        );
    }

    private async Task PublishAsync(Guid staff, Guid secondStaff, CancellationToken ct)
    {
        var preparedAt = new DateTimeOffset(2018, 12, 3, 16, 0, 0, Winter);
        await world.ActAsync(
            preparedAt,
            staff,
            async db => Must((await db.Cohorts.SingleAsync(row => row.Id == cohort.Id, ct)).PrepareResults(staff, preparedAt)),
            ct
        );
        var confirmedAt = preparedAt.AddHours(1);
        await world.ActAsync(
            confirmedAt,
            secondStaff,
            async db =>
                Must((await db.Cohorts.SingleAsync(row => row.Id == cohort.Id, ct)).ConfirmResults(secondStaff, confirmedAt)),
            ct
        );
    }

    /// <param name="day">When the first team answers.</param>
    /// <param name="pace">Between a team and the next.</param>
    private async Task SeatAsync(
        IReadOnlyList<(DemoCandidature Planned, Guid CandidatureId)> people,
        DateTimeOffset day,
        TimeSpan pace,
        CancellationToken ct
    )
    {
        foreach (var challenge in challenges.OrderBy(challenge => challenge.Slug, StringComparer.Ordinal))
        {
            var seats = challenge.Posts.Select(post => post.Id).ToList();
            var recruits = people
                .Where(row => row.Planned.Fate == DemoFate.Recruited && seats.Contains(row.Planned.Seat!.Id))
                .ToList();
            var team = new Team(challenge.Id, cohort.Id);
            await world.ActAsync(
                day,
                null,
                async db =>
                {
                    db.Teams.Add(team);
                    foreach (var (planned, candidatureId) in recruits)
                    {
                        // The account that answers is the person's own.
                        var person = accounts[planned.Person.Email];
                        var publicName = planned.Person.FamilyName.StartsWith('d') ? "" : planned.Person.FullName;
                        var offer = await db.Offers.SingleAsync(row => row.CandidatureId == candidatureId, ct);
                        Must(offer.Accept(publicName, person, day));
                        Must(team.Seat(person, candidatureId, offer.PostId, planned.Person.FullName, publicName, day));
                    }
                },
                ct
            );
            day += pace;
        }
    }

    /// <summary>Nearly all run; the last one still waits for its signatures, so that the cohort's page has something to say.</summary>
    private async Task ContractAsync(Guid staff, CancellationToken ct)
    {
        var day = new DateTimeOffset(2018, 12, 6, 9, 0, 0, Winter);
        await using var db = world.Open();
        var fellows = await db
            .Teams.AsNoTracking()
            .SelectMany(
                team => team.Fellows,
                (team, fellow) =>
                    new
                    {
                        team.ChallengeId,
                        fellow.Id,
                        fellow.FullName,
                    }
            )
            .OrderBy(fellow => fellow.Id)
            .ToListAsync(ct);
        foreach (var (number, fellow) in fellows.Index())
        {
            (world.Now, world.Id) = (day.AddMinutes(20 * number), staff);
            var challenge = challenges.Single(known => known.Id == fellow.ChallengeId);
            var contract = new Contract(
                fellow.Id,
                challenge.HostId,
                new ContractTerms(StartOf(number), Contract.DefaultNetMonthlySalary, ShareOf(challenge))
            );
            db.Contracts.Add(contract);
            await db.SaveChangesAsync(ct);
            Must(
                await new GenerateContractDocument(db, new ContractEditing(db), files, () => world.Now).ExecuteAsync(
                    contract.Id,
                    StaffActor(staff),
                    ct
                )
            );
            Must(contract.Send(world.Now));
            if (number < fellows.Count - 1)
            {
                await SignAsync(db, contract, fellow.FullName, challenge.Name, staff, ct);
            }

            await db.SaveChangesAsync(ct);
        }
    }

    private async Task SignAsync(
        EigDbContext db,
        Contract contract,
        string fullName,
        string challenge,
        Guid staff,
        CancellationToken ct
    )
    {
        var signed = await DemoFiles.StoreAsync(
            db,
            files,
            DemoPdf.Of("Contrat signé", fullName, challenge),
            "application/pdf",
            staff,
            ct
        );
        world.Now = world.Now.AddDays(8);
        Must(contract.Sign(signed.Id, "contrat-signe.pdf", world.Now));
        Must(contract.Start(contract.StartsOn));
    }

    internal static Actor StaffActor(Guid staff) =>
        new(
            staff,
            DemoAccounts.Staff.FullName,
            DemoAccounts.Staff.Email,
            StaffRole.Staff,
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>(),
            new HashSet<Guid>()
        );

    private static DateOnly StartOf(int number) => number % 11 == 10 ? new DateOnly(2019, 1, 21) : new DateOnly(2019, 1, 14);

    private static decimal ShareOf(Challenge challenge) => challenge.Slug == "eiglink" ? 0m : Contract.DefaultProgrammeShare;

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The demo broke a rule: {result.Error.Code}, {result.Error.Message}");
        }
    }
}
