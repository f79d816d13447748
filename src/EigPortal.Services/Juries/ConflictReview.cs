using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>A proposal as staff read it.</summary>
/// <param name="Sheet">State of the person's sheet on this file; null when they have none.</param>
public sealed record ProposedTie(ConflictProposal Proposal, string Person, string Number, string Candidate, SheetState? Sheet);

/// <param name="WithoutStatement">Jurors who have not stated their interests yet.</param>
public sealed record TieReview(IReadOnlyList<ProposedTie> Ties, IReadOnlyList<string> WithoutStatement);

/// <summary>Which proposal is meant: read again from the facts before anything is done.</summary>
public sealed record TieKey(Guid AccountId, Guid CandidatureId, ConflictClue Clue, string Evidence);

/// <summary>Staff confirm or waive what the portal proposes, several at a time, each with its reason in the history.</summary>
public sealed class ConflictReview(EigDbContext db, KnownTies ties, DeclareConflict declare, ProgrammeNow programmeNow)
{
    public async Task<TieReview> FindAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var pending = await ties.PendingAsync(cohortId, actor, ct);
        var (accountIds, fileIds) = (
            pending.Select(tie => tie.AccountId).ToHashSet(),
            pending.Select(tie => tie.CandidatureId).ToHashSet()
        );
        var jurors = await (
            from account in db.Accounts
            join link in db.Jurors.Where(juror => juror.CohortId == cohortId && juror.LeftAt == null)
                on account.Id equals link.AccountId
                into links
            from juror in links.DefaultIfEmpty()
            where accountIds.Contains(account.Id) || juror != null
            orderby account.FamilyName, account.GivenName, account.Id
            select new
            {
                account.Id,
                JurorId = juror == null ? (Guid?)null : juror.Id,
                FullName = account.GivenName + " " + account.FamilyName,
                HasStated = juror != null && juror.InterestsStatedAt != null,
            }
        ).ToListAsync(ct);
        var files = await (
            from file in db.Candidatures.ForStaff(actor, db)
            join person in db.Candidates on file.CandidateId equals person.Id
            where fileIds.Contains(file.Id)
            select new
            {
                file.Id,
                file.Number,
                FullName = person.GivenName + " " + person.FamilyName,
                Sheets = db
                    .ScoreSheets.Where(sheet => sheet.CandidatureId == file.Id)
                    .Select(sheet => new { sheet.JurorId, sheet.State })
                    .ToList(),
            }
        )
            .AsSingleQuery()
            .ToDictionaryAsync(file => file.Id, ct);
        var people = jurors.ToDictionary(person => person.Id);
        return new TieReview(
            [
                .. pending
                    .Select(tie => new ProposedTie(
                        tie,
                        people[tie.AccountId].FullName,
                        files[tie.CandidatureId].Number!,
                        files[tie.CandidatureId].FullName,
                        files[tie.CandidatureId]
                            .Sheets.Where(sheet => sheet.JurorId == people[tie.AccountId].JurorId)
                            .Select(sheet => (SheetState?)sheet.State)
                            .FirstOrDefault()
                    ))
                    .OrderBy(tie => tie.Proposal.Level)
                    .ThenBy(tie => tie.Number, StringComparer.Ordinal)
                    .ThenBy(tie => tie.Person, StringComparer.Ordinal),
            ],
            [.. jurors.Where(person => person is { JurorId: not null, HasStated: false }).Select(person => person.FullName)]
        );
    }

    /// <summary>Records the chosen ties. Of several clues on one pair, the strongest level is kept.</summary>
    /// <param name="level">Null takes the usual level of each clue.</param>
    /// <returns>How many pairs were recorded.</returns>
    public async Task<Result<int>> ConfirmAsync(
        Guid cohortId,
        IReadOnlyCollection<TieKey> chosen,
        ConflictLevel? level,
        Func<ConflictProposal, string> words,
        Actor actor,
        CancellationToken ct
    )
    {
        var found = await ChosenAsync(cohortId, chosen, actor, ct);
        if (!found.IsOk)
        {
            return Result<int>.Refuse(found.Errors);
        }

        var pairs = found.Value.GroupBy(tie => (tie.AccountId, tie.CandidatureId)).ToList();
        foreach (var pair in pairs)
        {
            var strongest = pair.OrderBy(tie => tie.Level).First();
            var reason = string.Join(" ; ", pair.Select(words).Distinct());
            var done = await declare.ConfirmAsync(strongest, level ?? strongest.Level, reason, actor, ct);
            if (!done.IsOk && !done.Errors.Contains(JuryErrors.ConflictExists))
            {
                return Result<int>.Refuse(done.Errors);
            }
        }

        return pairs.Count;
    }

    /// <summary>Says that the chosen proposals are no ties. They are not proposed again.</summary>
    public async Task<Result<int>> WaiveAsync(
        Guid cohortId,
        IReadOnlyCollection<TieKey> chosen,
        string? reason,
        Actor actor,
        CancellationToken ct
    )
    {
        var found = await ChosenAsync(cohortId, chosen, actor, ct);
        if (!found.IsOk)
        {
            return Result<int>.Refuse(found.Errors);
        }

        foreach (var proposal in found.Value)
        {
            var waiver = ConflictWaiver.Waive(proposal, reason, actor.AccountId, programmeNow());
            if (!waiver.IsOk)
            {
                return Result<int>.Refuse(waiver.Errors);
            }

            db.ConflictWaivers.Add(waiver.Value);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException race) when (race.Breaks("ux_conflict_waivers_proposal"))
        {
            db.ChangeTracker.Clear();
            return JuryErrors.TiesChanged;
        }

        return found.Value.Count;
    }

    /// <summary>The proposals meant, as the facts say now. Nobody settles a tie of their own.</summary>
    private async Task<Result<IReadOnlyList<ConflictProposal>>> ChosenAsync(
        Guid cohortId,
        IReadOnlyCollection<TieKey> chosen,
        Actor actor,
        CancellationToken ct
    )
    {
        if (chosen.Count == 0)
        {
            return JuryErrors.NoTieChosen;
        }

        if (chosen.Any(key => key.AccountId == actor.AccountId))
        {
            return JuryErrors.OwnTie;
        }

        var keys = chosen.ToHashSet();
        var found = (await ties.PendingAsync(cohortId, actor, ct))
            .Where(tie => keys.Contains(new TieKey(tie.AccountId, tie.CandidatureId, tie.Clue, tie.Evidence)))
            .ToList();
        return found.Count == keys.Count ? found : JuryErrors.TiesChanged;
    }
}
