using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>A plan on the database: shown, applied whole, refused when anything moved.</summary>
public sealed class PlanReadingsTests : IAsyncLifetime
{
    private static readonly PlanRules Rules = new(2, 0, 10, KeepsAssigned: true);
    private readonly JuryWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_preview_does_nothing_and_applying_it_gives_every_file_its_readings_with_one_mail_each()
    {
        await FilesAsync(6);
        await JurorsAsync("Aubert", "Barre", "Colin");
        var preview = await PreviewAsync();
        Assert.Equal(0, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));

        var applied = (await ApplyAsync(preview.Hash)).Value;
        Assert.Equal((12, 0, 3), (applied.Given, applied.TakenBack, applied.JurorIds.Count));
        Assert.Equal(
            [2, 2, 2, 2, 2, 2],
            await world.ReadAsync(db =>
                db.ScoreSheets.GroupBy(sheet => sheet.CandidatureId).Select(group => group.Count()).ToListAsync()
            )
        );
        Assert.Equal(
            3,
            await world.ReadAsync(db => db.Mails.CountAsync(mail => mail.Subject == "4 dossiers à lire pour le jury"))
        );
        Assert.Equal(
            1,
            await world.ReadAsync(db =>
                db.AuditEvents.CountAsync(line => line.ObjectId == world.CohortId && line.Kind == "ReadingPlanApplied")
            )
        );
        Assert.Equal("plan.empty", (await ApplyAsync((await PreviewAsync()).Hash)).Error.Code);
    }

    [Fact]
    public async Task E7_a_plan_shown_before_something_changed_is_refused_and_nothing_of_it_is_done()
    {
        var file = (await FilesAsync(4))[0];
        var jurors = await JurorsAsync("Aubert", "Barre", "Colin");
        var stale = await PreviewAsync();
        await world.DeclareAsync(jurors[0].Actor.AccountId, file);

        Assert.Equal("plan.stale", (await ApplyAsync(stale.Hash)).Error.Code);
        Assert.Equal(0, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));
        Assert.Equal(0, await world.ReadAsync(db => db.Mails.CountAsync()));
    }

    [Fact]
    public async Task E7_two_people_who_apply_the_same_plan_at_once_give_each_reading_once()
    {
        await FilesAsync(5);
        await JurorsAsync("Aubert", "Barre", "Colin");
        var preview = await PreviewAsync();
        var results = await Task.WhenAll(ApplyAsync(preview.Hash), ApplyAsync(preview.Hash), ApplyAsync(preview.Hash));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("plan.stale", result.Error.Code));
        Assert.Equal(10, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));
    }

    [Fact]
    public async Task B35_E7_when_a_juror_leaves_what_they_wrote_is_kept_and_others_read_what_they_did_not_lock()
    {
        await FilesAsync(4);
        var jurors = await JurorsAsync("Aubert", "Barre", "Colin");
        Assert.True((await ApplyAsync((await PreviewAsync()).Hash)).IsOk);
        var own = await world.ReadAsync(db =>
            db.ScoreSheets.Where(sheet => sheet.JurorId == jurors[0].JurorId).OrderBy(sheet => sheet.Id).ToListAsync()
        );
        Assert.Empty((await world.SaveAsync(own[0].Id, jurors[0].Actor, [4, 4, 4, 4, 4])).Errors);
        Assert.Empty((await world.LockAsync(own[0].Id, jurors[0].Actor)).Errors);
        Assert.Empty((await world.SaveAsync(own[1].Id, jurors[0].Actor, [1, 1, 1, 1, 1])).Errors);
        Assert.True(
            (
                await world.InAsync<JuryMembers, Result>(members =>
                    members.SetPresenceAsync(world.CohortId, jurors[0].JurorId, false, world.Staff, CancellationToken.None)
                )
            ).IsOk
        );

        var plan = (await PreviewAsync()).Outcome.Plan!;
        Assert.Equal(
            own.Skip(1).Select(sheet => sheet.CandidatureId).Order(),
            plan.Added.Select(pair => pair.CandidatureId).Order()
        );
        Assert.True((await ApplyAsync((await PreviewAsync()).Hash)).IsOk);
        var kept = await world.ReadAsync(db => db.ScoreSheets.SingleAsync(sheet => sheet.Id == own[1].Id));
        Assert.Equal((SheetState.SetAside, 5), (kept.State, kept.Marks.Count));
        Assert.Equal(SheetState.Locked, (await world.SheetAsync(own[0].CandidatureId, jurors[0].JurorId)).State);
    }

    [Fact]
    public async Task B29_a_juror_who_is_a_candidate_reads_nothing_and_a_mentor_s_own_challenge_is_declared()
    {
        await world.FileAsync("EIG3-0001", "camille.martin@exemple.test");
        var self = await world.JurorAsync("Martin", "Camille.Martin+jury@exemple.test");
        var mentor = await world.JurorAsync("Aubert", mentors: true);
        await JurorsAsync("Barre");

        var plan = (await PreviewAsync()).Outcome.Plan!;
        Assert.DoesNotContain(plan.Added, pair => pair.JurorId == self.JurorId);
        Assert.True((await ApplyAsync((await PreviewAsync()).Hash)).IsOk);
        var tie = await world.ReadAsync(db => db.Conflicts.SingleAsync());
        Assert.Equal(
            (mentor.Actor.AccountId, ConflictLevel.Declared, ConflictOrigin.Inferred),
            (tie.AccountId, tie.Level, tie.Origin)
        );
    }

    [Fact]
    public async Task B21_a_plan_of_somebody_with_a_tie_shares_the_other_files_and_counts_nothing_of_the_hidden_one()
    {
        var files = await FilesAsync(3);
        await JurorsAsync("Aubert", "Barre");
        var tied = await world.StaffAsync();
        Assert.True((await ApplyAsync((await PreviewAsync()).Hash)).IsOk);
        await world.DeclareAsync(tied.AccountId, files[0]);

        var seen = await PreviewAsync(tied);
        Assert.Equal(files[1..].Order(), seen.Problem.Files.Select(file => file.CandidatureId).Order());
        Assert.Equal([2, 2], seen.Outcome.Plan!.Loads.Values);
        Assert.Equal("plan.empty", (await ApplyAsync(seen.Hash, tied)).Error.Code);
    }

    [Fact]
    public async Task E7_a_reading_taken_away_by_hand_is_not_given_back_by_a_plan()
    {
        var files = await FilesAsync(2);
        var jurors = await JurorsAsync("Aubert", "Barre", "Colin");
        await world.AssignAsync([.. files], [jurors[0].JurorId]);
        var sheet = await world.SheetAsync(files[0], jurors[0].JurorId);
        Assert.True(
            (
                await world.InAsync<UnassignReading, Result>(unassign =>
                    unassign.ExecuteAsync(sheet.Id, "Trop de lectures", world.Staff, CancellationToken.None)
                )
            ).IsOk
        );
        var plan = (await PreviewAsync()).Outcome.Plan!;
        Assert.DoesNotContain(new PlanPair(files[0], jurors[0].JurorId), plan.Added);
    }

    private async Task<List<Guid>> FilesAsync(int count)
    {
        var files = new List<Guid>();
        for (var i = 1; i <= count; i++)
        {
            files.Add((await world.FileAsync($"EIG3-{i:0000}")).Id);
        }

        return files;
    }

    private async Task<List<(Guid JurorId, Actor Actor)>> JurorsAsync(params string[] names)
    {
        var jurors = new List<(Guid, Actor)>();
        foreach (var name in names)
        {
            jurors.Add(await world.JurorAsync(name));
        }

        return jurors;
    }

    private Task<PlanPreview> PreviewAsync(Actor? actor = null) =>
        world.InAsync<PlanReadings, PlanPreview>(plans =>
            plans.PreviewAsync(world.CohortId, Rules, actor ?? world.Staff, CancellationToken.None)
        );

    private Task<Result<AppliedPlan>> ApplyAsync(string hash, Actor? actor = null) =>
        world.InAsync<PlanReadings, Result<AppliedPlan>>(plans =>
            plans.ApplyAsync(world.CohortId, Rules, hash, actor ?? world.Staff, CancellationToken.None)
        );
}
