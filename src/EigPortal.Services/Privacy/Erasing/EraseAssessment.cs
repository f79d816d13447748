using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Privacy.Erasing;

/// <summary>
/// Words written about the person by jurors and staff: comments, ties, reasons. Marks, opinions, states and dates stay, so that
/// rankings, minutes and statistics can still be checked.
/// </summary>
internal sealed class EraseAssessment : IErasureStep
{
    public int Order => 10;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Candidature.Id;
        await db.Database.ExecuteSqlAsync(
            $"update marks m set comment = '' from score_sheets s where s.id = m.sheet_id and s.candidature_id = {id} and m.comment <> ''",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update score_sheets set overall_comment = '',
                set_aside_reason = case when set_aside_reason is null then null else {Erasure.Words} end
            where candidature_id = {id}
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update version_marks m set comment = '' from sheet_versions v, score_sheets s
            where v.id = m.version_id and s.id = v.sheet_id and s.candidature_id = {id} and m.comment <> ''
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update sheet_versions v set overall_comment = '', reason = {Erasure.Words} from score_sheets s
            where s.id = v.sheet_id and s.candidature_id = {id}
            """,
            ct
        );
        // Quoted word for word from what the person wrote.
        await db
            .Passages.Where(passage => db.ScoreSheets.Any(sheet => sheet.Id == passage.SheetId && sheet.CandidatureId == id))
            .ExecuteDeleteAsync(ct);
        await db
            .Conflicts.Where(conflict => conflict.CandidatureId == id)
            .ExecuteUpdateAsync(conflict => conflict.SetProperty(row => row.Reason, Erasure.Words), ct);
        await db
            .ConflictWaivers.Where(waiver => waiver.CandidatureId == id)
            .ExecuteUpdateAsync(
                waiver =>
                    waiver
                        .SetProperty(row => row.Reason, Erasure.Words)
                        .SetProperty(row => row.Evidence, row => row.Id.ToString()),
                ct
            );
        await db
            .MentorOpinions.Where(opinion => opinion.CandidatureId == id)
            .ExecuteUpdateAsync(opinion => opinion.SetProperty(row => row.Words, ""), ct);
        await db
            .DistinctPeople.Where(pair => pair.FirstId == id || pair.SecondId == id)
            .ExecuteUpdateAsync(pair => pair.SetProperty(row => row.Reason, Erasure.Words), ct);
        // What jurors wrote of people they know: the line that names this one.
        await db.Database.ExecuteSqlAsync(
            $"""
            update jurors set known_people = array(
                select line from unnest(known_people) line
                where lower(line) not in (
                    lower({erasure.Candidate.GivenName + " " + erasure.Candidate.FamilyName}),
                    lower({erasure.Candidate.FamilyName + " " + erasure.Candidate.GivenName}),
                    coalesce((select lower(a.email) from accounts a where a.id = {erasure.Candidate.AccountId}), '')))
            where cohort_id = {erasure.Candidate.CohortId} and cardinality(known_people) > 0
            """,
            ct
        );
        await db
            .Decisions.Where(decision => decision.CandidatureId == id)
            .ExecuteUpdateAsync(decision => decision.SetProperty(row => row.Reason, "").SetProperty(row => row.Feedback, ""), ct);
        await db
            .Offers.Where(offer => offer.CandidatureId == id)
            .ExecuteUpdateAsync(
                offer => offer.SetProperty(row => row.AnswerReason, "").SetProperty(row => row.PublicName, ""),
                ct
            );
        await db
            .TeamConditions.Where(condition =>
                condition.CandidatureId == id || condition.OtherCandidatureId == id || condition.People.Contains(id)
            )
            .ExecuteUpdateAsync(
                condition =>
                    condition
                        .SetProperty(row => row.Reason, Erasure.Words)
                        .SetProperty(row => row.Sought, row => row.Sought == "" ? "" : Erasure.Words),
                ct
            );
        await db
            .ChallengeConsents.Where(consent => consent.CandidatureId == id)
            .ExecuteUpdateAsync(consent => consent.SetProperty(row => row.Reason, Erasure.Words), ct);
        await db.Database.ExecuteSqlAsync(
            $"update team_edits set reason = {Erasure.Words} where candidature_id = {id} or former_id = {id}",
            ct
        );
        await EraseHearingsAsync(erasure, db, ct);
        await EraseReasonsAsync(erasure, db, ct);
    }

    /// <summary>What was arranged and why, what the person asked, what the panel wrote. Places and marks stay; a room not used is freed.</summary>
    private static async Task EraseHearingsAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Candidature.Id;
        await db
            .LateSheets.Where(late => db.ScoreSheets.Any(sheet => sheet.Id == late.SheetId && sheet.CandidatureId == id))
            .ExecuteDeleteAsync(ct);
        await db.HearingAdjustments.Where(adjustment => adjustment.CandidatureId == id).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"update slots set move_reason = '', state = case when state in ('InHearing', 'Heard', 'Absent') then state else 'Withdrawn' end where candidature_id = {id}",
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"update collective_marks m set comment = '' from collective_sheets s where s.id = m.sheet_id and s.candidature_id = {id} and m.comment <> ''",
            ct
        );
        await db
            .CollectiveSheets.Where(sheet => sheet.CandidatureId == id)
            .ExecuteUpdateAsync(sheet => sheet.SetProperty(row => row.OverallComment, ""), ct);
    }

    /// <summary>Reasons typed in the history. The chain holds: it is made of their salted digests (audit.sql).</summary>
    private static Task EraseReasonsAsync(Erasure erasure, EigDbContext db, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"update audit_events set reason = null, reason_salt = null where object_id = {erasure.Candidature.Id} and reason is not null",
            ct
        );
}

/// <summary>The person's place in a team and their contract, unless the contract must still be kept.</summary>
internal sealed class EraseContract : IErasureStep
{
    public int Order => 20;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        if (erasure.KeepsContract)
        {
            return;
        }

        var id = erasure.Candidature.Id;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into erased_files (id, at)
            select d.file_id, {erasure.At.ToUniversalTime()} from contract_documents d
            join contracts c on c.id = d.contract_id join fellows f on f.id = c.fellow_id where f.candidature_id = {id}
            on conflict do nothing
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from contract_documents d using contracts c, fellows f
            where c.id = d.contract_id and f.id = c.fellow_id and f.candidature_id = {id}
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update contracts c set break_reason = {Erasure.Words} from fellows f
            where f.id = c.fellow_id and f.candidature_id = {id} and c.break_reason is not null
            """,
            ct
        );
        await db
            .Fellows.Where(fellow => fellow.CandidatureId == id)
            .ExecuteUpdateAsync(
                fellow => fellow.SetProperty(row => row.FullName, Erasure.Words).SetProperty(row => row.PublicName, ""),
                ct
            );
    }
}
