using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Screening.Opinions;

/// <summary>What asking would do for one file, one of its challenges and one mentor of it.</summary>
public enum OpinionOutcome
{
    Asked,
    AlreadyAsked,

    /// <summary>The file is screened already, withdrawn or erased.</summary>
    FileClosed,

    /// <summary>The person may still change it: the call is not closed for them.</summary>
    FileOpen,

    /// <summary>Nobody mentors the challenge day by day and sits on the jury.</summary>
    NoMentor,

    /// <summary>A tie keeps the mentor from judging this file.</summary>
    Conflict,

    /// <summary>The mentor applied, under any of their addresses (B29).</summary>
    OwnFile,
}

/// <param name="MentorAccountId">Null when nobody can be asked.</param>
public sealed record OpinionRow(
    Guid CandidatureId,
    string Number,
    string Challenge,
    Guid ChallengeId,
    Guid? MentorAccountId,
    string Mentor,
    OpinionOutcome Outcome
);

/// <summary>A batch of questions, asked or about to be.</summary>
public sealed record OpinionBatch(IReadOnlyList<OpinionRow> Rows)
{
    public int Asked => Rows.Count(row => row.Outcome == OpinionOutcome.Asked);

    /// <summary>People who get a mail.</summary>
    public int Mentors =>
        Rows.Where(row => row.Outcome == OpinionOutcome.Asked).Select(row => row.MentorAccountId).Distinct().Count();
}

/// <summary>
/// Asks the operational mentors of the challenges wished for what they think of files, before the preselection. Each question opens one
/// file to one mentor; the mentors get one mail per batch. Files hidden from the actor do not exist here.
/// </summary>
public sealed class AskMentorOpinions(EigDbContext db, PortalUrls urls, ProgrammeNow now, TimeProvider machine)
{
    private const string Template = "MentorOpinionsAsked";

    public static readonly MailTemplate Words = new(
        Template,
        "Avis demandé à un mentor",
        "Votre avis sur {dossiers}",
        """
        Bonjour {prénom},

        L’équipe du programme vous demande votre avis sur {dossiers} de candidature à votre défi, avant la présélection.

        Dites en quelques mots si vous verriez ces personnes aux auditions. L’équipe décide avec tous les avis ; chaque dossier se referme quand son examen est terminé.

        Si vous connaissez une personne, déclarez-le depuis son dossier au lieu de donner un avis.

        [Donner mon avis]({lien})
        """,
        Placeholder.GivenName,
        Placeholder.Needed("dossiers", "Nombre de dossiers", "3 dossiers"),
        Placeholder.Link("Dossiers qui attendent un avis", "/admin/jury/avis")
    );

    /// <summary>What asking would do now, in order of number, challenge and name.</summary>
    public async Task<OpinionBatch> PreviewAsync(
        Guid cohortId,
        IReadOnlyCollection<Guid> candidatureIds,
        Actor actor,
        CancellationToken ct
    )
    {
        var files = await FilesAsync(cohortId, candidatureIds, actor, ct);
        var ids = files.Select(file => file.Id).ToList();
        var wishes = await (
            from wish in db.LastSubmittedWishes()
            join challenge in db.Challenges on wish.ChallengeId equals challenge.Id
            where ids.Contains(wish.CandidatureId)
            select new
            {
                wish.CandidatureId,
                wish.Email,
                challenge.Id,
                challenge.Name,
            }
        ).ToListAsync(ct);
        var cohort = await db.Cohorts.AsNoTracking().SingleAsync(row => row.Id == cohortId, ct);
        var mentors = await MentorsAsync(cohortId, ct);
        var ties = await db
            .Conflicts.KeepingFromScoring()
            .Where(tie => ids.Contains(tie.CandidatureId))
            .Select(tie => new { tie.AccountId, tie.CandidatureId })
            .ToListAsync(ct);
        var live = await db
            .MentorOpinions.Where(opinion => ids.Contains(opinion.CandidatureId) && opinion.State != MentorOpinionState.TakenBack)
            .Select(opinion => new
            {
                opinion.CandidatureId,
                opinion.ChallengeId,
                opinion.MentorAccountId,
            })
            .ToListAsync(ct);
        var (tied, asked) = (ties.ToHashSet(), live.ToHashSet());
        return new OpinionBatch([
            .. from file in files
            from wish in wishes.Where(wish => wish.CandidatureId == file.Id)
            from mentor in mentors[wish.Id].DefaultIfEmpty()
            orderby file.Number, wish.Name, mentor?.Name
            let outcome = !IsToScreen(file.State) ? OpinionOutcome.FileClosed
            : cohort.Timetable.ExtendedUntil(file.ExtendedUntil).CallAt(now()) != CallState.Closed ? OpinionOutcome.FileOpen
            : mentor is null ? OpinionOutcome.NoMentor
            : mentor.Person.Is(new SamePerson(file.AccountId, [file.Email, file.PendingEmail, wish.Email]))
                ? OpinionOutcome.OwnFile
            : tied.Contains(new { mentor.Person.AccountId, CandidatureId = file.Id }) ? OpinionOutcome.Conflict
            : asked.Contains(
                new
                {
                    CandidatureId = file.Id,
                    ChallengeId = wish.Id,
                    MentorAccountId = mentor.Person.AccountId,
                }
            )
                ? OpinionOutcome.AlreadyAsked
            : OpinionOutcome.Asked
            select new OpinionRow(
                file.Id,
                file.Number,
                wish.Name,
                wish.Id,
                mentor?.Person.AccountId,
                mentor?.Name ?? "",
                outcome
            ),
        ]);
    }

    /// <summary>Asks whom the preview says, as the facts are now.</summary>
    public async Task<Result<OpinionBatch>> ExecuteAsync(
        Guid cohortId,
        IReadOnlyCollection<Guid> candidatureIds,
        Actor actor,
        CancellationToken ct
    )
    {
        var batch = await PreviewAsync(cohortId, candidatureIds, actor, ct);
        var toAsk = batch.Rows.Where(row => row.Outcome == OpinionOutcome.Asked).ToList();
        if (toAsk.Count == 0)
        {
            return OpinionErrors.NobodyToAsk;
        }

        db.MentorOpinions.AddRange(
            toAsk.Select(row => new MentorOpinion(
                row.CandidatureId,
                row.ChallengeId,
                row.MentorAccountId!.Value,
                actor.AccountId,
                now()
            ))
        );
        foreach (var questions in toAsk.GroupBy(row => row.MentorAccountId!.Value))
        {
            await WriteAsync(questions.Key, questions.Select(row => row.CandidatureId).Distinct().Count(), ct);
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return batch;
        }
        catch (DbUpdateException race) when (race.Breaks("ux_mentor_opinions_one_live"))
        {
            return OpinionErrors.AskedMeanwhile;
        }
    }

    /// <summary>Takes a question back: the file closes again for the mentor.</summary>
    public async Task<Result> TakeBackAsync(Guid candidatureId, Guid id, Actor actor, CancellationToken ct)
    {
        var opinion = await db.MentorOpinions.SingleOrDefaultAsync(
            row =>
                row.Id == id
                && row.CandidatureId == candidatureId
                && db.Candidatures.ForStaff(actor, db).Any(file => file.Id == row.CandidatureId),
            ct
        );
        if (opinion is null)
        {
            return ScreenCandidature.NotFound;
        }

        var done = opinion.TakeBack();
        if (!done.IsOk)
        {
            return done;
        }

        try
        {
            await db.SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return OpinionErrors.GivenMeanwhile;
        }
    }

    private static bool IsToScreen(CandidatureState state) => state is CandidatureState.Submitted or CandidatureState.Admissible;

    private async Task WriteAsync(Guid accountId, int files, CancellationToken ct)
    {
        var mentor = await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == accountId, ct);
        var mail = (await db.WordsAsync(Words, ct)).Fill(
            ("prénom", mentor.GivenName),
            ("dossiers", files == 1 ? "1 dossier" : $"{files} dossiers"),
            ("lien", urls.Absolute("/admin/jury/avis"))
        );
        db.Mails.Add(mail.ToOutbox(Template, Guid.CreateVersion7(), accountId, mentor.Email!, machine.GetUtcNow()));
    }

    private Task<List<FileToAskAbout>> FilesAsync(
        Guid cohortId,
        IReadOnlyCollection<Guid> candidatureIds,
        Actor actor,
        CancellationToken ct
    ) =>
        (
            from file in db.Candidatures.ForStaff(actor, db)
            join person in db.Candidates on file.CandidateId equals person.Id
            join account in db.Accounts on person.AccountId equals account.Id
            where
                candidatureIds.Contains(file.Id) && file.CohortId == cohortId && file.SubmittedAt != null && file.ErasedAt == null
            orderby file.Number
            select new FileToAskAbout(
                file.Id,
                file.Number!,
                file.State,
                file.ExtendedUntil,
                account.Id,
                account.Email,
                account.PendingEmail
            )
        ).ToListAsync(ct);

    /// <summary>Operational mentors who sit on the jury, by challenge.</summary>
    private async Task<ILookup<Guid, MentorToAsk>> MentorsAsync(Guid cohortId, CancellationToken ct)
    {
        var rows = await (
            from mentor in db.Mentors
            join account in db.Accounts on mentor.AccountId equals account.Id
            join challenge in db.Challenges on mentor.ChallengeId equals challenge.Id
            where
                challenge.CohortId == cohortId
                && mentor.LeftAt == null
                && mentor.Role == MentorRole.Operationnel
                && db.Jurors.Any(juror => juror.AccountId == account.Id && juror.CohortId == cohortId && juror.LeftAt == null)
            select new
            {
                mentor.ChallengeId,
                account.Id,
                Name = account.GivenName + " " + account.FamilyName,
                account.Email,
                account.PendingEmail,
            }
        ).ToListAsync(ct);
        return rows.ToLookup(
            row => row.ChallengeId,
            row => new MentorToAsk(row.Name, new SamePerson(row.Id, [row.Email, row.PendingEmail]))
        );
    }

    private sealed record FileToAskAbout(
        Guid Id,
        string Number,
        CandidatureState State,
        DateTimeOffset? ExtendedUntil,
        Guid AccountId,
        string? Email,
        string? PendingEmail
    );

    private sealed record MentorToAsk(string Name, SamePerson Person);
}

public static class OpinionErrors
{
    public static readonly DomainError NobodyToAsk = new(
        "mentor-opinion.nobody",
        "Personne n’est à interroger sur ces dossiers : lisez pourquoi, ligne par ligne."
    );
    public static readonly DomainError AskedMeanwhile = new(
        "mentor-opinion.asked-meanwhile",
        "Quelqu’un vient de demander les mêmes avis. Relisez la liste avant de recommencer."
    );
    public static readonly DomainError GivenMeanwhile = new(
        "mentor-opinion.given-meanwhile",
        "Cet avis vient d’être donné. Relisez-le avant de reprendre la demande."
    );
    public static readonly DomainError NotFound = new("mentor-opinion.unknown", "Cette demande d’avis n’existe pas.");

    /// <summary>Two windows of the same mentor.</summary>
    public static readonly DomainError Changed = new(
        "mentor-opinion.changed",
        "Cet avis a été enregistré depuis une autre page. Comparez avant de recommencer."
    );
}
