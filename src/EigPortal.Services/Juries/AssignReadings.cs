using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EigPortal.Services.Juries;

/// <param name="ReadingsPerFile">
/// Null gives every chosen file to every chosen juror. A number completes each file to that many readings, balanced over the jurors.
/// </param>
/// <param name="Reason">Why readings are given all the same past a limit or a tie to review; empty when none is.</param>
public sealed record AssignmentRequest(
    Guid CohortId,
    IReadOnlyList<Guid> CandidatureIds,
    IReadOnlyList<Guid> JurorIds,
    int? ReadingsPerFile = null,
    string? Reason = null
);

public enum AssignmentOutcome
{
    Assigned,

    /// <summary>The same juror had the file before: it comes back with what they wrote.</summary>
    GivenBack,
    AlreadyAssigned,

    /// <summary>The file is the juror's own (B29).</summary>
    OwnFile,

    /// <summary>The juror is a candidate of the same promotion.</summary>
    IsCandidate,
    Conflict,
    LeftJury,

    /// <summary>Withdrawn, inadmissible, not preselected.</summary>
    FileNotOpen,
    NobodyLeft,
}

/// <param name="MentorsChallenge">The juror mentors a challenge wished for: declared for all to know, and no obstacle.</param>
/// <param name="HasTieToReview">The portal proposes a tie that nobody has looked at: given only with a reason.</param>
/// <param name="IsPastLimit">The juror would have more files than the limit noted for them: given only with a reason.</param>
public sealed record AssignmentRow(
    Guid CandidatureId,
    string Number,
    Guid? JurorId,
    string Juror,
    AssignmentOutcome Outcome,
    bool MentorsChallenge,
    bool HasTieToReview = false,
    bool IsPastLimit = false
)
{
    public bool IsDone => Outcome is AssignmentOutcome.Assigned or AssignmentOutcome.GivenBack;

    /// <summary>Goes against what the portal would do, and is done only with a reason (E7).</summary>
    public bool IsForced => IsDone && (HasTieToReview || IsPastLimit);
}

/// <summary>What became of each pair, in order of file then juror.</summary>
public sealed record AssignmentReport(IReadOnlyList<AssignmentRow> Rows);

/// <summary>
/// Gives files to jurors, by hand or in bulk. Each pair is accepted or refused by itself, with the reason; the same pair is never
/// made twice. Files hidden from the actor by a conflict of their own do not exist here. A hand may go past the limit of a juror or a
/// tie that nobody has looked at, with a reason that the history keeps (E7); never past a tie that was confirmed: it is lifted first.
/// </summary>
public sealed class AssignReadings(EigDbContext db, ReadingMails mails, KnownTies ties, ProgrammeNow programmeNow)
{
    public const int MaxReadingsPerFile = 6;

    /// <summary>Reason of the tie that is declared when a mentor is given a file of their challenge.</summary>
    internal const string MentorsTie = "Mentor d’un défi demandé dans ce dossier";

    /// <summary>What the request would do now, without doing it.</summary>
    public async Task<IReadOnlyList<AssignmentRow>> PreviewAsync(AssignmentRequest request, Actor actor, CancellationToken ct) =>
        Decide(request, await LoadAsync(request, actor, ct));

    public async Task<Result<AssignmentReport>> ExecuteAsync(AssignmentRequest request, Actor actor, CancellationToken ct)
    {
        if (!actor.IsStaff)
        {
            return JuryErrors.NotFound;
        }

        try
        {
            return await TryAsync(request, actor, ct);
        }
        catch (DbUpdateException race)
            when (race is DbUpdateConcurrencyException
                || race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
            )
        {
            // Somebody else assigned at the same moment: decide again on what is there now.
            db.ChangeTracker.Clear();
            return await TryAsync(request, actor, ct);
        }
    }

    private async Task<Result<AssignmentReport>> TryAsync(AssignmentRequest request, Actor actor, CancellationToken ct)
    {
        var now = programmeNow();
        var known = await LoadAsync(request, actor, ct);
        var rows = Decide(request, known);
        var reason = PlainText.Clean(request.Reason).Trim();
        if (rows.Any(row => row.IsForced) && reason.Length is 0 or > Juror.ReasonMaxLength)
        {
            return JuryErrors.ForcedWithoutReason;
        }

        foreach (var row in rows.Where(row => row.IsDone))
        {
            Give(row, known, actor, row.IsForced ? reason : "", now);
        }

        foreach (var batch in rows.Where(row => row.IsDone).GroupBy(row => row.JurorId!.Value))
        {
            await mails.ReadingsAssignedAsync(
                known.Jurors[batch.Key].AccountId,
                known.Jurors[batch.Key].Email,
                batch.Count(),
                ct
            );
        }

        await db.SaveChangesAsync(ct);
        return new AssignmentReport(rows);
    }

    private void Give(AssignmentRow row, Known known, Actor actor, string forced, DateTimeOffset now)
    {
        var juror = known.Jurors[row.JurorId!.Value];
        if (known.Sheet(row.CandidatureId, juror.Id) is { } former)
        {
            former.Restore(actor.AccountId, now, forced);
        }
        else
        {
            db.ScoreSheets.Add(new ScoreSheet(juror.Id, row.CandidatureId, actor.AccountId, now, forced));
        }

        if (row.MentorsChallenge && known.ConflictOf(juror, row.CandidatureId) is null)
        {
            db.Conflicts.Add(
                new ConflictOfInterest(
                    juror.AccountId,
                    row.CandidatureId,
                    ConflictLevel.Declared,
                    MentorsTie,
                    actor.AccountId,
                    now,
                    isInferred: true
                )
            );
        }
    }

    private static IReadOnlyList<AssignmentRow> Decide(AssignmentRequest request, Known known) =>
        MarkPastLimit(Pair(request, known), known);

    /// <summary>Files count for a juror in the order of the rows: the first ones fill their limit, the next ones go past it.</summary>
    private static IReadOnlyList<AssignmentRow> MarkPastLimit(IReadOnlyList<AssignmentRow> rows, Known known)
    {
        var loads = known.Jurors.ToDictionary(pair => pair.Key, pair => pair.Value.Load);
        return
        [
            .. rows.Select(row =>
                row is { IsDone: true, JurorId: { } juror } && known.Jurors[juror].MaxReadings < ++loads[juror]
                    ? row with
                    {
                        IsPastLimit = true,
                    }
                    : row
            ),
        ];
    }

    private static IReadOnlyList<AssignmentRow> Pair(AssignmentRequest request, Known known)
    {
        var files = known.Files.Values.OrderBy(file => file.Number, StringComparer.Ordinal).ToList();
        var jurors = known.Jurors.Values.OrderBy(juror => juror.Name, StringComparer.Ordinal).ToList();
        if (request.ReadingsPerFile is not { } wanted)
        {
            return [.. files.SelectMany(file => jurors.Select(juror => Row(file, juror, known)))];
        }

        var closed = files.Where(file => !SheetQueries.InTheRunning.Contains(file.State)).ToList();
        var plan = ReadingPlan.Balance(
            files.Except(closed).Select(file => new FileToRead(file.Id, file.Number, known.LiveReaders(file.Id))),
            jurors.Select(juror => new Reader(juror.Id, juror.Name, juror.Load)),
            Math.Clamp(wanted, 1, MaxReadingsPerFile),
            (file, juror) => Refuse(known.Files[file], known.Jurors[juror], known) is null && known.Sheet(file, juror) is null
        );
        return
        [
            .. plan.Select(pair =>
                pair.JurorId is { } juror
                    ? Row(known.Files[pair.CandidatureId], known.Jurors[juror], known)
                    : new AssignmentRow(
                        pair.CandidatureId,
                        known.Files[pair.CandidatureId].Number,
                        null,
                        "",
                        AssignmentOutcome.NobodyLeft,
                        false
                    )
            ),
            .. closed.Select(file => new AssignmentRow(file.Id, file.Number, null, "", AssignmentOutcome.FileNotOpen, false)),
        ];
    }

    private static AssignmentRow Row(FileFacts file, JurorFacts juror, Known known)
    {
        var sheet = known.Sheet(file.Id, juror.Id);
        var outcome =
            Refuse(file, juror, known)
            ?? (
                sheet is null ? AssignmentOutcome.Assigned
                : sheet.State == SheetState.SetAside ? AssignmentOutcome.GivenBack
                : AssignmentOutcome.AlreadyAssigned
            );
        return new AssignmentRow(
            file.Id,
            file.Number,
            juror.Id,
            juror.Name,
            outcome,
            known.Mentors(juror, file.Id),
            known.Proposed.Contains((juror.AccountId, file.Id))
        );
    }

    private static AssignmentOutcome? Refuse(FileFacts file, JurorFacts juror, Known known) =>
        !SheetQueries.InTheRunning.Contains(file.State) ? AssignmentOutcome.FileNotOpen
        : juror.HasLeft ? AssignmentOutcome.LeftJury
        : juror.Person.Is(file.Person) ? AssignmentOutcome.OwnFile
        : known.CandidatesOfCohort.Any(juror.Person.Is) ? AssignmentOutcome.IsCandidate
        : known.ConflictOf(juror, file.Id) is ConflictLevel.Excluded or ConflictLevel.ReadsOnly ? AssignmentOutcome.Conflict
        : null;

    private async Task<Known> LoadAsync(AssignmentRequest request, Actor actor, CancellationToken ct)
    {
        var running = SheetQueries.InTheRunning;
        var people = await db
            .Candidatures.Where(candidature => candidature.CohortId == request.CohortId && candidature.SubmittedAt != null)
            .Join(
                db.Candidates,
                candidature => candidature.CandidateId,
                candidate => candidate.Id,
                (file, person) => new { file, person }
            )
            .Join(
                db.Accounts,
                pair => pair.person.AccountId,
                account => account.Id,
                (pair, account) =>
                    new
                    {
                        pair.file.Id,
                        pair.file.Number,
                        pair.file.State,
                        AccountId = account.Id,
                        account.Email,
                        account.PendingEmail,
                    }
            )
            .AsNoTracking()
            .ToListAsync(ct);
        var wishes = await db.LastSubmittedWishes()
            .Where(wish => request.CandidatureIds.Contains(wish.CandidatureId))
            .ToListAsync(ct);
        var visible = await db
            .Candidatures.ForStaff(actor, db)
            .Where(candidature => request.CandidatureIds.Contains(candidature.Id))
            .Select(candidature => candidature.Id)
            .ToListAsync(ct);
        var facts = people
            .Select(row => new FileFacts(
                row.Id,
                row.Number!,
                row.State,
                new SamePerson(
                    row.AccountId,
                    [row.Email, row.PendingEmail, wishes.FirstOrDefault(wish => wish.CandidatureId == row.Id)?.Email]
                )
            ))
            .ToList();
        var jurors = await db
            .Jurors.Where(juror => juror.CohortId == request.CohortId && request.JurorIds.Contains(juror.Id))
            .Join(db.Accounts, juror => juror.AccountId, account => account.Id, (juror, account) => new { juror, account })
            .Select(row => new JurorFacts(
                row.juror.Id,
                row.account.Id,
                row.account.GivenName + " " + row.account.FamilyName,
                row.account.Email ?? "",
                row.account.PendingEmail,
                row.juror.LeftAt != null,
                row.juror.MaxReadings,
                db.ScoreSheets.Count(sheet => sheet.JurorId == row.juror.Id && sheet.State != SheetState.SetAside),
                db.Mentors.Where(mentor => mentor.AccountId == row.account.Id && mentor.LeftAt == null)
                    .Select(mentor => mentor.ChallengeId)
                    .ToList()
            ))
            .AsSingleQuery()
            .ToListAsync(ct);
        var accountIds = jurors.Select(juror => juror.AccountId).ToList();
        return new Known(
            facts.Where(file => visible.Contains(file.Id)).ToDictionary(file => file.Id),
            jurors.ToDictionary(juror => juror.Id),
            [.. facts.Where(file => running.Contains(file.State)).Select(file => file.Person)],
            wishes.ToLookup(wish => wish.CandidatureId, wish => wish.ChallengeId),
            await db.ScoreSheets.Where(sheet => visible.Contains(sheet.CandidatureId)).ToListAsync(ct),
            await db
                .Conflicts.Open()
                .Where(conflict => accountIds.Contains(conflict.AccountId) && visible.Contains(conflict.CandidatureId))
                .AsNoTracking()
                .ToListAsync(ct),
            (await ties.PendingAsync(request.CohortId, actor, ct)).Select(tie => (tie.AccountId, tie.CandidatureId)).ToHashSet()
        );
    }

    private sealed record FileFacts(Guid Id, string Number, CandidatureState State, SamePerson Person);

    private sealed record JurorFacts(
        Guid Id,
        Guid AccountId,
        string Name,
        string Email,
        string? PendingEmail,
        bool HasLeft,
        int? MaxReadings,
        int Load,
        IReadOnlyList<Guid> MentoredChallengeIds
    )
    {
        public SamePerson Person { get; } = new(AccountId, [Email, PendingEmail]);
    }

    private sealed record Known(
        IReadOnlyDictionary<Guid, FileFacts> Files,
        IReadOnlyDictionary<Guid, JurorFacts> Jurors,
        IReadOnlyList<SamePerson> CandidatesOfCohort,
        ILookup<Guid, Guid> WishedChallengeIds,
        IReadOnlyList<ScoreSheet> Sheets,
        IReadOnlyList<ConflictOfInterest> Conflicts,
        IReadOnlySet<(Guid AccountId, Guid CandidatureId)> Proposed
    )
    {
        public ScoreSheet? Sheet(Guid candidatureId, Guid jurorId) =>
            Sheets.SingleOrDefault(sheet => sheet.CandidatureId == candidatureId && sheet.JurorId == jurorId);

        public IReadOnlySet<Guid> LiveReaders(Guid candidatureId) =>
            Sheets
                .Where(sheet => sheet.CandidatureId == candidatureId && sheet.State != SheetState.SetAside)
                .Select(sheet => sheet.JurorId)
                .ToHashSet();

        public ConflictLevel? ConflictOf(JurorFacts juror, Guid candidatureId) =>
            Conflicts
                .SingleOrDefault(conflict => conflict.AccountId == juror.AccountId && conflict.CandidatureId == candidatureId)
                ?.Level;

        public bool Mentors(JurorFacts juror, Guid candidatureId) =>
            WishedChallengeIds[candidatureId].Intersect(juror.MentoredChallengeIds).Any();
    }
}
