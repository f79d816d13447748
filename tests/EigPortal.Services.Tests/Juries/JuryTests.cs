using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>Who reads what, what counts, and what is never seen.</summary>
public sealed class JuryTests : IAsyncLifetime
{
    private readonly JuryWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task E7_a_preview_does_nothing_and_the_same_pair_is_never_made_twice()
    {
        var file = await world.FileAsync("EIG3-0001");
        var juror = await world.JurorAsync("Aubert");
        var request = new AssignmentRequest(world.CohortId, [file.Id], [juror.JurorId]);
        var preview = await world.InAsync<AssignReadings, IReadOnlyList<AssignmentRow>>(assign =>
            assign.PreviewAsync(request, world.Staff, CancellationToken.None)
        );
        Assert.Equal([AssignmentOutcome.Assigned], preview.Select(row => row.Outcome));
        Assert.Equal(0, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));

        Assert.Equal([AssignmentOutcome.Assigned], Outcomes(await world.AssignAsync([file.Id], [juror.JurorId])));
        Assert.Equal([AssignmentOutcome.AlreadyAssigned], Outcomes(await world.AssignAsync([file.Id], [juror.JurorId])));
        Assert.Equal(1, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));
    }

    /// <summary>
    /// Decided: a hand may go past the limit of a juror, or a tie that nobody has looked at, with a reason. It never goes past a tie that
    /// was confirmed: that one is lifted first, with a reason of its own.
    /// </summary>
    [Fact]
    public async Task E7_a_hand_goes_past_a_limit_with_a_reason_that_the_history_keeps_and_never_past_a_confirmed_tie()
    {
        var juror = await world.JurorAsync("Aubert");
        var first = await world.FileAsync("EIG3-0001");
        var second = await world.FileAsync("EIG3-0002");
        var tied = await world.FileAsync("EIG3-0003");
        await world.DeclareAsync(juror.Actor.AccountId, tied.Id);
        await world.ReadAsync(async db =>
        {
            Assert.Empty((await db.Jurors.SingleAsync(row => row.Id == juror.JurorId)).Describe([], 1).Errors);
            return await db.SaveChangesAsync();
        });
        Guid[] files = [first.Id, second.Id, tied.Id];

        Assert.Equal(JuryErrors.ForcedWithoutReason, (await world.TryAssignAsync(files, [juror.JurorId], reason: " ")).Error);
        Assert.Equal(0, await world.ReadAsync(db => db.ScoreSheets.CountAsync()));
        var rows = await world.AssignAsync(files, [juror.JurorId], reason: "Seule à lire la cartographie");

        Assert.Equal(
            [(AssignmentOutcome.Assigned, false), (AssignmentOutcome.Assigned, true), (AssignmentOutcome.Conflict, false)],
            rows.Select(row => (row.Outcome, row.IsPastLimit))
        );
        Assert.Equal(
            [(first.Id, (string?)null), (second.Id, "Seule à lire la cartographie")],
            (
                await world.ReadAsync(db =>
                    db.AuditEvents.Where(line => line.Kind == nameof(ReadingAssigned))
                        .Select(line => new { line.ObjectId, line.Reason })
                        .ToListAsync()
                )
            )
                .OrderBy(line => line.Reason is not null)
                .Select(line => (line.ObjectId, line.Reason))
        );
    }

    /// <summary>
    /// Decided: a file that anchors the comparison, read by the whole jury, is a file like any other: one row, and each sheet once. « Same
    /// pair never twice if asked »: a juror and a file make one reading for ever (ux_score_sheets_pair); two jurors may meet on several
    /// files, and nobody can ask for the contrary, because severities are compared by the files that jurors share.
    /// </summary>
    [Fact]
    public async Task E7_a_file_that_the_whole_jury_reads_is_one_row_and_each_of_its_sheets_counts_once()
    {
        var anchor = await world.FileAsync("EIG3-0001");
        foreach (var (name, mark) in new[] { ("Aubert", 4), ("Barre", 3), ("Colin", 2), ("Denis", 1) })
        {
            await world.ScoreAsync(anchor.Id, await world.JurorAsync(name), mark, mark, mark, mark, mark);
        }

        Assert.Equal(
            [("EIG3-0001", 12.5m, 4)],
            (await world.ListAsync()).Rows.Select(row => (row.Number, row.Score!.Value, row.CountedSheets))
        );
    }

    [Fact]
    public async Task A_batch_is_balanced_and_each_juror_gets_one_mail()
    {
        var files = new List<Guid>();
        for (var i = 1; i <= 5; i++)
        {
            files.Add((await world.FileAsync($"EIG3-{i:0000}")).Id);
        }

        var one = await world.JurorAsync("Aubert");
        var two = await world.JurorAsync("Barre");
        var three = await world.JurorAsync("Colin");
        var rows = await world.AssignAsync([.. files], [one.JurorId, two.JurorId, three.JurorId], readingsPerFile: 2);

        Assert.Equal(10, rows.Count(row => row.IsDone));
        Assert.Equal([4, 3, 3], rows.GroupBy(row => row.Juror).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(
            ["3 dossiers à lire pour le jury", "3 dossiers à lire pour le jury", "4 dossiers à lire pour le jury"],
            await world.ReadAsync(db => db.Mails.Select(mail => mail.Subject).OrderBy(subject => subject).ToListAsync())
        );
    }

    [Fact]
    public async Task B29_nobody_reads_their_own_file_not_even_under_another_address()
    {
        var file = await world.FileAsync("EIG3-0001", "camillemartin@gmail.com");
        var other = await world.FileAsync("EIG3-0002");
        var juror = await world.JurorAsync("Martin", "Camille.Martin+jury@gmail.com");

        var rows = await world.AssignAsync([file.Id, other.Id], [juror.JurorId]);
        Assert.Equal([AssignmentOutcome.OwnFile, AssignmentOutcome.IsCandidate], Outcomes(rows));
        Assert.Equal(
            [AssignmentOutcome.NobodyLeft, AssignmentOutcome.NobodyLeft],
            Outcomes(await world.AssignAsync([file.Id, other.Id], [juror.JurorId], readingsPerFile: 1))
        );
    }

    [Fact]
    public async Task A_mentor_reads_files_of_their_challenge_and_the_tie_is_declared()
    {
        var file = await world.FileAsync("EIG3-0001");
        var mentor = await world.JurorAsync("Aubert", mentors: true);

        await world.ScoreAsync(file.Id, mentor, 4, 4, 4, 4, 4);

        var tie = await world.ReadAsync(db => db.Conflicts.SingleAsync());
        Assert.Equal((mentor.Actor.AccountId, ConflictLevel.Declared), (tie.AccountId, tie.Level));
        Assert.Equal(20m, (await world.ListAsync()).Rows.Single().Score);
    }

    [Fact]
    public async Task B32_E9_the_ranking_table_is_this_one()
    {
        var aubert = await world.JurorAsync("Aubert");
        var barre = await world.JurorAsync("Barre");
        var first = await world.FileAsync("EIG3-0001");
        var second = await world.FileAsync("EIG3-0002");
        var third = await world.FileAsync("EIG3-0003");
        var fourth = await world.FileAsync("EIG3-0004");
        await world.ScoreAsync(third.Id, aubert, 4, 4, 4, 4, 4);
        await world.ScoreAsync(third.Id, barre, 3, 3, 3, 3, 2);
        await world.ScoreAsync(second.Id, aubert, 3, 3, 4, null, null);
        await world.ScoreAsync(second.Id, barre, 4, 4, null, null, null);
        await world.ScoreAsync(first.Id, aubert, 3, 4, 3, null, null);
        await world.AssignAsync([fourth.Id], [aubert.JurorId]);

        var table = (await world.ListAsync()).Rows.Select(row =>
            FormattableString.Invariant(
                $"{row.Rank}|{row.IsTied}|{row.Number}|{row.Score}|{row.CountedSheets}|{row.UncountedSheets}|{row.PendingSheets}|{row.Spread}"
            )
        );
        Assert.Equal(
            [
                "1|False|EIG3-0003|17.00|2|0|0|6.00",
                "2|True|EIG3-0001|16.67|1|0|0|",
                "2|True|EIG3-0002|16.67|1|1|0|",
                "|False|EIG3-0004||0|0|1|",
            ],
            table
        );
    }

    [Fact]
    public async Task E7_a_conflict_found_after_scoring_keeps_the_sheet_and_ranks_are_made_again()
    {
        var aubert = await world.JurorAsync("Aubert");
        var barre = await world.JurorAsync("Barre");
        var first = await world.FileAsync("EIG3-0001");
        var second = await world.FileAsync("EIG3-0002");
        await world.ScoreAsync(first.Id, aubert, 4, 4, 4, 4, 4);
        await world.ScoreAsync(first.Id, barre, 1, 1, 1, 1, 1);
        await world.ScoreAsync(second.Id, barre, 2, 2, 2, 2, 2);
        Assert.Equal(["EIG3-0001", "EIG3-0002"], (await world.ListAsync()).Rows.Select(row => row.Number));

        await world.DeclareAsync(aubert.Actor.AccountId, first.Id);

        Assert.Equal(
            [("EIG3-0002", 10m), ("EIG3-0001", 5m)],
            (await world.ListAsync()).Rows.Select(row => (row.Number, row.Score!.Value))
        );
        var kept = await world.SheetAsync(first.Id, aubert.JurorId);
        Assert.Equal((SheetState.SetAside, 20m, 5), (kept.State, kept.Total!.Value, kept.Marks.Count));
    }

    [Fact]
    public async Task B21_a_file_that_a_tie_hides_from_staff_leaves_no_row_no_gap_and_no_count()
    {
        var aubert = await world.JurorAsync("Aubert");
        var first = await world.FileAsync("EIG3-0001");
        var second = await world.FileAsync("EIG3-0002");
        await world.ScoreAsync(first.Id, aubert, 4, 4, 4, 4, 4);
        await world.ScoreAsync(second.Id, aubert, 2, 2, 2, 2, 2);
        var tied = await world.StaffAsync();
        await world.DeclareAsync(tied.AccountId, first.Id);

        Assert.Equal([("EIG3-0002", (int?)1)], (await world.ListAsync(tied)).Rows.Select(row => (row.Number, row.Rank)));
        var summary = (
            await world.InAsync<RankedLists, IReadOnlyList<RankedListSummary>>(lists =>
                lists.SummariesAsync(world.CohortId, tied, CancellationToken.None)
            )
        ).Single(list => list.ChallengeId == world.Challenge.Id && list.Profile == JuryWorld.Profile);
        Assert.Equal((1, 1, 1), (summary.Candidatures, summary.Readings, summary.Locked));
        var juror = (
            await world.InAsync<JuryBoard, IReadOnlyList<JurorProgress>>(board =>
                board.JurorsAsync(world.CohortId, tied, CancellationToken.None)
            )
        ).Single();
        Assert.Equal((1, 1), (juror.Assigned, juror.Locked));
        var files = await world.InAsync<JuryBoard, FilePage>(board =>
            board.FilesAsync(world.CohortId, null, null, 1, tied, CancellationToken.None)
        );
        Assert.Equal(["EIG3-0002"], files.Files.Select(file => file.Number));
        Assert.Equal(1, files.Total);
        Assert.Null(
            await world.InAsync<JuryBoard, FileReadings?>(board => board.FindAsync(first.Id, tied, CancellationToken.None))
        );
    }

    [Fact]
    public async Task Files_to_assign_come_in_pages_and_a_page_that_does_not_exist_is_the_last_one()
    {
        for (var number = 1; number <= FilePage.Size + 1; number++)
        {
            await world.FileAsync($"EIG3-{number:0000}");
        }

        Task<FilePage> PageAsync(int page) =>
            world.InAsync<JuryBoard, FilePage>(board =>
                board.FilesAsync(world.CohortId, null, null, page, world.Staff, CancellationToken.None)
            );
        var (first, last) = (await PageAsync(1), await PageAsync(9));

        Assert.Equal((FilePage.Size, FilePage.Size + 1, 1, 2), (first.Files.Count, first.Total, first.Page, first.Pages));
        Assert.Equal([$"EIG3-{FilePage.Size + 1:0000}"], last.Files.Select(file => file.Number));
        Assert.Equal(2, last.Page);
    }

    [Fact]
    public async Task B22_a_juror_finds_only_what_is_assigned_in_lists_pages_and_documents()
    {
        var aubert = await world.JurorAsync("Aubert");
        var barre = await world.JurorAsync("Barre");
        var first = await world.FileAsync("EIG3-0001");
        var second = await world.FileAsync("EIG3-0002");
        await world.AssignAsync([first.Id], [aubert.JurorId]);
        await world.AssignAsync([second.Id], [barre.JurorId]);
        var sheet = await world.SheetAsync(second.Id, barre.JurorId);
        var document = second.CurrentDocuments.Single().Id;

        var work = await world.InAsync<JurorReadings, JurorWork>(readings =>
            readings.ListAsync(aubert.Actor, CancellationToken.None)
        );
        Assert.Equal(["EIG3-0001"], work.Readings.Select(reading => reading.Number));
        Assert.Equal((1, 0), (work.ToScore, work.Locked));
        Assert.Null(await world.ReadingAsync(sheet.Id, aubert.Actor));
        Assert.False(await HoldsAsync(sheet.Id, document, aubert.Actor));
        Assert.True(await HoldsAsync(sheet.Id, document, barre.Actor));
        Assert.Equal(JuryErrors.NotFound, (await world.SaveAsync(sheet.Id, aubert.Actor, [1, 1, 1, 1, 1])).Error);
    }

    [Fact]
    public async Task B35_a_reading_taken_away_and_given_back_comes_with_what_was_written()
    {
        var aubert = await world.JurorAsync("Aubert");
        var file = await world.FileAsync("EIG3-0001");
        var sheetId = await world.ScoreAsync(file.Id, aubert, 4, 3, 2, 1, 0);
        var taken = await world.InAsync<UnassignReading, Result>(unassign =>
            unassign.ExecuteAsync(sheetId, "Erreur", world.Staff, CancellationToken.None)
        );
        Assert.Empty(taken.Errors);
        Assert.Null((await world.ListAsync()).Rows.Single().Score);
        Assert.Null(await world.ReadingAsync(sheetId, aubert.Actor));

        Assert.Equal([AssignmentOutcome.GivenBack], Outcomes(await world.AssignAsync([file.Id], [aubert.JurorId])));

        var back = await world.SheetAsync(file.Id, aubert.JurorId);
        Assert.Equal((sheetId, SheetState.Draft, 10), (back.Id, back.State, back.Marks.Sum(mark => mark.Value!.Value)));
    }

    [Fact]
    public async Task A_sheet_that_another_device_changed_is_not_overwritten()
    {
        var aubert = await world.JurorAsync("Aubert");
        var file = await world.FileAsync("EIG3-0001");
        await world.AssignAsync([file.Id], [aubert.JurorId]);
        var sheet = await world.SheetAsync(file.Id, aubert.JurorId);
        var opened = (await world.ReadingAsync(sheet.Id, aubert.Actor))!.Version;
        Assert.Empty((await world.SaveAsync(sheet.Id, aubert.Actor, [4, 4, 4, 4, 4], opened)).Errors);

        Assert.Equal(JuryErrors.ChangedElsewhere, (await world.SaveAsync(sheet.Id, aubert.Actor, [0, 0, 0, 0, 0], opened)).Error);

        Assert.Equal(20, (await world.SheetAsync(file.Id, aubert.JurorId)).Marks.Sum(mark => mark.Value!.Value));
    }

    [Fact]
    public async Task E8_B2_a_page_that_lost_the_answer_to_its_own_save_is_no_other_device_and_another_one_is()
    {
        var aubert = await world.JurorAsync("Aubert");
        var file = await world.FileAsync("EIG3-0001");
        await world.AssignAsync([file.Id], [aubert.JurorId]);
        var sheet = await world.SheetAsync(file.Id, aubert.JurorId);
        var opened = (await world.ReadingAsync(sheet.Id, aubert.Actor))!.Version;
        var (page, reloaded, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Task<Result<KeptSheet>> KeepAsync(string words, OpenPage from) =>
            world.InAsync<AutosaveScoreSheet, Result<KeptSheet>>(save =>
                save.ExecuteAsync(
                    new ScoreSheetText(sheet.Id, opened, [], null, words) { Page = from },
                    aubert.Actor,
                    CancellationToken.None
                )
            );

        Assert.Empty((await KeepAsync("Un", new OpenPage(page, null))).Errors);
        Assert.Empty((await KeepAsync("Deux", new OpenPage(page, null))).Errors);
        Assert.Empty((await KeepAsync("Trois", new OpenPage(reloaded, page))).Errors);
        Assert.Equal(JuryErrors.ChangedElsewhere, (await KeepAsync("Quatre", new OpenPage(other, null))).Error);

        var kept = await world.SheetAsync(file.Id, aubert.JurorId);
        Assert.Equal((SheetState.Draft, "Trois"), (kept.State, kept.OverallComment));
    }

    [Fact]
    public async Task E9_locking_needs_every_mark_and_only_staff_unlock_with_a_mail_to_the_juror()
    {
        var aubert = await world.JurorAsync("Aubert");
        var file = await world.FileAsync("EIG3-0001");
        await world.AssignAsync([file.Id], [aubert.JurorId]);
        var sheet = await world.SheetAsync(file.Id, aubert.JurorId);
        await world.SaveAsync(sheet.Id, aubert.Actor, [4, 4], opinion: null);
        Assert.Equal(4, (await world.LockAsync(sheet.Id, aubert.Actor)).Errors.Count);
        await world.SaveAsync(sheet.Id, aubert.Actor, [4, 4, 4, null, null]);
        Assert.Empty((await world.LockAsync(sheet.Id, aubert.Actor)).Errors);

        Assert.Equal(JuryErrors.NotFound, (await UnlockAsync(sheet.Id, aubert.Actor)).Error);
        Assert.Empty((await UnlockAsync(sheet.Id, world.Staff)).Errors);

        Assert.Equal(SheetState.Draft, (await world.SheetAsync(file.Id, aubert.JurorId)).State);
        Assert.Equal(
            "Votre fiche de notation EIG3-0001 est rouverte",
            await world.ReadAsync(db =>
                db.Mails.Where(mail => mail.Template == nameof(SheetUnlockedMail)).Select(mail => mail.Subject).SingleAsync()
            )
        );
    }

    private Task<Result> UnlockAsync(Guid sheetId, Services.Identity.Actor actor) =>
        world.InAsync<UnlockScoreSheet, Result>(unlock =>
            unlock.ExecuteAsync(sheetId, "Note à revoir", actor, CancellationToken.None)
        );

    private Task<bool> HoldsAsync(Guid sheetId, Guid documentId, Services.Identity.Actor actor) =>
        world.InAsync<JurorReadings, bool>(readings => readings.HoldsAsync(sheetId, documentId, actor, CancellationToken.None));

    private static IEnumerable<AssignmentOutcome> Outcomes(IEnumerable<AssignmentRow> rows) => rows.Select(row => row.Outcome);
}
