using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Juries;

/// <summary>
/// Ties that the portal finds in what is known of people and files, minus those that staff have looked at. Starts from the files that
/// the viewer may see: a tie of a hidden file is not even counted (B21).
/// </summary>
public sealed class KnownTies(EigDbContext db)
{
    /// <summary>Ties that wait for somebody to confirm or waive them. A challenge accompanied waits for nobody.</summary>
    public async Task<IReadOnlyList<ConflictProposal>> PendingAsync(Guid cohortId, Actor actor, CancellationToken ct) =>
        (await FindAsync(cohortId, actor, ct)).Pending;

    /// <summary>The same, with the files and the recorded ties that it was made from.</summary>
    internal async Task<TieFacts> FindAsync(Guid cohortId, Actor actor, CancellationToken ct)
    {
        var visible = db.Candidatures.ForStaff(actor, db).Where(file => file.CohortId == cohortId).Select(file => file.Id);
        var people = await PeopleAsync(cohortId, ct);
        var files = await db
            .Database.SqlQuery<FileRow>(Files(cohortId))
            .Where(file => visible.Contains(file.CandidatureId))
            .ToListAsync(ct);
        var open = await db
            .Conflicts.Open()
            .Where(conflict => visible.Contains(conflict.CandidatureId))
            .Select(conflict => new RecordedTie(conflict.AccountId, conflict.CandidatureId, conflict.Level))
            .ToListAsync(ct);
        var levels = open.ToDictionary(tie => (tie.AccountId, tie.CandidatureId), tie => tie.Level);
        var waived = (
            await db.ConflictWaivers.AsNoTracking().Where(waiver => visible.Contains(waiver.CandidatureId)).ToListAsync(ct)
        ).ToLookup(waiver => (waiver.AccountId, waiver.CandidatureId));
        var pending = ConflictInference
            .Propose(people.Select(person => person.ToTies()), files.Select(file => file.ToTies()))
            .Where(proposal => proposal.Clue != ConflictClue.HostOfWish)
            .Where(proposal => !IsSettled(proposal, levels))
            .Where(proposal => !waived[(proposal.AccountId, proposal.CandidatureId)].Any(waiver => waiver.Covers(proposal)));
        return new TieFacts([.. files.Select(file => file.ToFile())], open, [.. pending]);
    }

    /// <summary>A recorded tie settles what is proposed at its level or below.</summary>
    private static bool IsSettled(
        ConflictProposal proposal,
        IReadOnlyDictionary<(Guid AccountId, Guid CandidatureId), ConflictLevel> open
    ) =>
        open.TryGetValue((proposal.AccountId, proposal.CandidatureId), out var level)
        && (level != ConflictLevel.Declared || proposal.Level == ConflictLevel.Declared);

    private Task<List<PersonRow>> PeopleAsync(Guid cohortId, CancellationToken ct) =>
        db
            .Database.SqlQuery<PersonRow>(
                $"""
                select a.id as account_id, a.email, a.pending_email,
                       coalesce(j.employers, array[]::text[]) as employers, coalesce(j.schools, array[]::text[]) as schools,
                       coalesce(j.known_people, array[]::text[]) as known_people,
                       array(select h.name from mentors m join challenges c on c.id = m.challenge_id join hosts h on h.id = c.host_id
                             where m.account_id = a.id and m.left_at is null
                             union select h.name from host_contacts k join hosts h on h.id = k.host_id
                             where k.account_id = a.id and k.left_at is null) as host_names,
                       array(select f.team_id from fellows f join teams t on t.id = f.team_id
                             where f.account_id = a.id and t.cohort_id <> {cohortId}
                             union select t.id from mentors m join teams t on t.challenge_id = m.challenge_id
                             where m.account_id = a.id and t.cohort_id <> {cohortId}) as team_ids,
                       array(select m.challenge_id from mentors m where m.account_id = a.id and m.left_at is null
                             union select c.id from host_contacts k join challenges c on c.host_id = k.host_id
                             where k.account_id = a.id and k.left_at is null) as challenge_ids
                from accounts a
                left join jurors j on j.account_id = a.id and j.cohort_id = {cohortId} and j.left_at is null
                where a.erased_at is null and (j.id is not null or a.staff_role <> 'None')
                """
            )
            .ToListAsync(ct);

    private static FormattableString Files(Guid cohortId) =>
        $"""
            select f.id as candidature_id, p.account_id, p.given_name || ' ' || p.family_name as full_name, f.number,
               coalesce((select w ->> 'profile' from jsonb_array_elements(s.wishes) w order by (w ->> 'rank')::int limit 1), '')
                   as first_profile,
                   a.email, a.pending_email, s.email as submitted_email,
                   coalesce(s.json::jsonb -> 'sections' -> 'parcours' ->> 'parcours', '') || ' '
                   || coalesce(s.json::jsonb -> 'sections' -> 'parcours' ->> 'projet', '') as background,
                   array(select t.id from fellows w join teams t on t.id = w.team_id
                         where w.account_id = p.account_id and t.cohort_id <> {cohortId}) as team_ids,
                   array(select (w ->> 'challengeId')::uuid from jsonb_array_elements(s.wishes) w) as challenge_ids
            from candidatures f
            join candidates p on p.id = f.candidate_id
            join accounts a on a.id = p.account_id
            join snapshots s on s.candidature_id = f.id
                and s.sequence = (select max(l.sequence) from snapshots l where l.candidature_id = f.id)
            where f.cohort_id = {cohortId} and f.erased_at is null
                and f.state in ('Submitted', 'Admissible', 'Preselected')
            """;

    private sealed record PersonRow(
        Guid AccountId,
        string? Email,
        string? PendingEmail,
        string[] Employers,
        string[] Schools,
        string[] KnownPeople,
        string[] HostNames,
        Guid[] TeamIds,
        Guid[] ChallengeIds
    )
    {
        public PersonTies ToTies() =>
            new(
                AccountId,
                [.. new[] { Email, PendingEmail }.OfType<string>()],
                [.. Employers, .. HostNames],
                Schools,
                KnownPeople,
                TeamIds,
                ChallengeIds
            );
    }

    private sealed record FileRow(
        Guid CandidatureId,
        Guid AccountId,
        string FullName,
        string Number,
        string FirstProfile,
        string? Email,
        string? PendingEmail,
        string? SubmittedEmail,
        string Background,
        Guid[] TeamIds,
        Guid[] ChallengeIds
    )
    {
        private IReadOnlyList<string> Addresses => [.. new[] { Email, PendingEmail, SubmittedEmail }.OfType<string>().Distinct()];

        public FileInTheRunning ToFile() => new(CandidatureId, Number, FirstProfile, AccountId, Addresses);

        public FileTies ToTies() => new(CandidatureId, AccountId, FullName, Addresses, Background, TeamIds, ChallengeIds);
    }
}

/// <param name="FirstProfile">Profile of the first wish.</param>
internal sealed record FileInTheRunning(
    Guid CandidatureId,
    string Number,
    string FirstProfile,
    Guid AccountId,
    IReadOnlyList<string> Addresses
);

/// <summary>An open tie.</summary>
internal sealed record RecordedTie(Guid AccountId, Guid CandidatureId, ConflictLevel Level);

internal sealed record TieFacts(
    IReadOnlyList<FileInTheRunning> Files,
    IReadOnlyList<RecordedTie> Open,
    IReadOnlyList<ConflictProposal> Pending
);
