using System.Security.Cryptography;
using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Candidatures;

public class SubmitCandidatureTests(CandidatureWorld world) : IClassFixture<CandidatureWorld>
{
    [Fact]
    public async Task A_complete_file_is_submitted_with_number_snapshot_history_and_receipt()
    {
        var actor = await world.WithCompleteFileAsync();
        var snapshot = (await world.SubmitAsync(actor)).Value;
        var file = (await world.FileAsync(actor))!;
        Assert.Equal(CandidatureState.Submitted, file.Candidature.State);
        Assert.Matches("^EIG3-[0-9]{4}$", file.Candidature.Number!);
        Assert.Equal(CandidatureWorld.DuringCall, file.Candidature.SubmittedAt);
        Assert.Equal("Réponse prenom", file.Candidate.GivenName);
        Assert.Equal(
            ["CandidatureStarted", "CandidatureSubmitted"],
            await world.ReadAsync(db =>
                db.AuditEvents.Where(e => e.ObjectId == file.Candidature.Id)
                    .OrderBy(e => e.Sequence)
                    .Select(e => e.Kind)
                    .ToListAsync()
            )
        );
        var mail = await world.ReadAsync(db => db.Mails.SingleAsync(m => m.AboutId == file.Candidature.Id));
        Assert.Equal(("SubmissionReceipt", actor.Email, MailState.Waiting), (mail.Template, mail.To, mail.State));
        Assert.Contains(snapshot.Sha256, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            "lundi 8 octobre 2018 à 10 h 00 min 00 s, heure de Paris",
            Spaces(mail.TextBody),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_fingerprint_is_that_of_the_stored_bytes()
    {
        var actor = await world.WithCompleteFileAsync();
        var id = (await world.SubmitAsync(actor)).Value.Id;
        var stored = await world.ReadAsync(db => db.Snapshots.AsNoTracking().SingleAsync(s => s.Id == id));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stored.Json))), stored.Sha256);
        Assert.Equal(stored.Json, stored.Content.ToJson());
    }

    [Fact]
    public async Task B13_the_same_key_twice_is_one_submission_and_one_receipt()
    {
        var actor = await world.WithCompleteFileAsync();
        var first = (await world.SubmitAsync(actor, "meme")).Value;
        var second = (await world.SubmitAsync(actor, "meme")).Value;
        Assert.Equal(first.Id, second.Id);
        Assert.Equal((1, 1), await CountsAsync(actor));
    }

    [Fact]
    public async Task B28_twenty_parallel_submissions_of_one_form_are_one_submission_and_one_receipt()
    {
        var actor = await world.WithCompleteFileAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.SubmitAsync(actor, "double-clic")));
        Assert.Single(results.Select(result => result.Value.Id).Distinct());
        Assert.Equal((1, 1), await CountsAsync(actor));
    }

    [Fact]
    public async Task B5_a_failure_while_submitting_leaves_nothing_behind()
    {
        var actor = await world.WithCompleteFileAsync();
        // The receipt can't be written: its key is taken.
        var id = (await world.FileAsync(actor))!.Candidature.Id;
        await world.InAsync<EigDbContext>(async db =>
        {
            db.Mails.Add(
                new OutboxMail("SubmissionReceipt", id, null, actor.Email, 1, "x", "x", "x", CandidatureWorld.DuringCall)
            );
            await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<DbUpdateException>(() => world.SubmitAsync(actor));
        var file = (await world.FileAsync(actor))!;
        Assert.Equal(
            (CandidatureState.Draft, null, null, 0),
            (file.Candidature.State, file.Candidature.SubmittedAt, file.Candidature.Number, file.Submissions.Count)
        );
        Assert.Equal("Noé", file.Candidate.GivenName);
        Assert.False(
            await world.ReadAsync(db => db.AuditEvents.AnyAsync(e => e.ObjectId == id && e.Kind == "CandidatureSubmitted"))
        );
    }

    [Fact]
    public async Task B6_the_database_refuses_a_submitted_state_without_its_evidence()
    {
        var actor = await world.WithCompleteFileAsync();
        var id = (await world.FileAsync(actor))!.Candidature.Id;
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            world.ReadAsync(db => db.Database.ExecuteSqlAsync($"update candidatures set state = 'Submitted' where id = {id}"))
        );
        Assert.Equal("ck_candidatures_submitted", refused.ConstraintName);
    }

    [Fact]
    public async Task B8_an_answer_emptied_after_submission_blocks_the_next_submission_and_changes_nothing_of_the_first()
    {
        var actor = await world.WithCompleteFileAsync();
        var first = (await world.SubmitAsync(actor, "premiere")).Value;
        var background = CandidatureForm.Find(CandidatureForm.Background)!;
        var emptied = CandidatureWorld.Complete(background);
        emptied["projet"] = "";
        Assert.True((await world.SaveAsync(actor, CandidatureForm.Background, emptied)).IsOk);
        var refused = await world.SubmitAsync(actor, "seconde");
        Assert.Equal([("answer.missing", "projet")], refused.Errors.Select(error => (error.Code, error.Field!)));
        var file = (await world.FileAsync(actor))!;
        Assert.True(file.Candidature.HasUnsubmittedEdits);
        Assert.Equal([first.Sha256], file.Submissions.Select(submission => submission.Sha256));
    }

    [Fact]
    public async Task An_edit_submitted_again_is_a_second_snapshot_and_a_second_receipt_under_the_same_number()
    {
        var actor = await world.WithCompleteFileAsync();
        var first = (await world.SubmitAsync(actor, "1")).Value;
        var number = (await world.FileAsync(actor))!.Candidature.Number;
        await world.AttachAsync(actor, DocumentKind.Cv, "cv-2.pdf", Pdf.Write("CV 2"));
        var second = (await world.SubmitAsync(actor, "2")).Value;
        var file = (await world.FileAsync(actor))!;
        Assert.Equal(number, file.Candidature.Number);
        Assert.False(file.Candidature.HasUnsubmittedEdits);
        Assert.Equal(["cv.pdf"], first.Content.Documents.Select(document => document.FileName));
        Assert.Equal(["cv-2.pdf"], second.Content.Documents.Select(document => document.FileName));
        Assert.Equal((2, 2), await CountsAsync(actor));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task B9_what_arrives_one_second_before_closing_counts_and_at_closing_does_not(int seconds, bool counts)
    {
        var actor = await world.WithCompleteFileAsync();
        var result = await world.SubmitAsync(actor, "limite", CandidatureWorld.Closing.AddSeconds(seconds));
        Assert.Equal(counts, result.IsOk);
        var file = (await world.FileAsync(actor))!;
        Assert.Equal(counts ? CandidatureState.Submitted : CandidatureState.Draft, file.Candidature.State);
        Assert.Equal(
            counts ? [] : [("submit", CandidatureWorld.Closing.AddSeconds(seconds))],
            await LateAsync(file.Candidature.Id)
        );
    }

    [Fact]
    public async Task Late_answers_are_listed_and_never_enter_the_submission()
    {
        var actor = await world.WithCompleteFileAsync();
        var first = (await world.SubmitAsync(actor)).Value;
        var late = CandidatureWorld.Complete(CandidatureForm.Find(CandidatureForm.Profile)!);
        late["competences"] = "Trop tard";
        var result = await world.SaveAsync(actor, CandidatureForm.Profile, late, at: CandidatureWorld.Closing);
        Assert.Equal([CohortErrors.CallClosed], result.Errors);
        var file = (await world.FileAsync(actor))!;
        Assert.True(file.Candidature.HasUnsubmittedEdits);
        Assert.Equal("Trop tard", file.Candidature.AnswersOf(CandidatureForm.Profile)["competences"]);
        Assert.Equal([first.Sha256], file.Submissions.Select(submission => submission.Sha256));
        Assert.Equal([("save", CandidatureWorld.Closing)], await LateAsync(file.Candidature.Id));
    }

    [Fact]
    public async Task A_withdrawn_candidature_tells_its_owner_and_can_be_submitted_again()
    {
        var actor = await world.WithCompleteFileAsync();
        await world.SubmitAsync(actor, "1");
        Assert.True((await world.WithdrawAsync(actor)).IsOk);
        Assert.Equal(CandidatureState.Withdrawn, (await world.FileAsync(actor))!.Candidature.State);
        Assert.True((await world.SubmitAsync(actor, "2")).IsOk);
        Assert.True((await world.WithdrawAsync(actor)).IsOk);
        var id = (await world.FileAsync(actor))!.Candidature.Id;
        Assert.Equal(
            [("SubmissionReceipt", 1), ("SubmissionReceipt", 2), ("WithdrawalReceipt", 1), ("WithdrawalReceipt", 2)],
            await world.ReadAsync(async db =>
                (await db.Mails.Where(m => m.AboutId == id).ToListAsync()).Select(m => (m.Template, m.Round)).OrderBy(m => m)
            )
        );
    }

    [Fact]
    public async Task A_draft_can_not_be_withdrawn_since_nothing_was_submitted()
    {
        var actor = await world.WithCompleteFileAsync();
        Assert.Equal("candidature.draft.withdraw", (await world.WithdrawAsync(actor)).Error.Code);
    }

    private async Task<(int Snapshots, int Receipts)> CountsAsync(Identity.Actor actor)
    {
        var id = (await world.FileAsync(actor))!.Candidature.Id;
        return (
            await world.ReadAsync(db => db.Snapshots.CountAsync(s => s.CandidatureId == id)),
            await world.ReadAsync(db => db.Mails.CountAsync(m => m.AboutId == id))
        );
    }

    private async Task<List<(string, DateTimeOffset)>> LateAsync(Guid id) =>
        await world.ReadAsync(async db =>
            (await db.LateAttempts.Where(a => a.CandidatureId == id).ToListAsync()).ConvertAll(a => (a.Act, a.At))
        );

    private static string Spaces(string text) => text.Replace('\u00a0', ' ');
}
