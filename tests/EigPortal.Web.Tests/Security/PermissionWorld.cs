using System.Buffers.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Teams;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Data;
using EigPortal.Services.Demo;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.TestKit.Portal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Web.Tests.Security;

/// <summary>A file with what hangs on it.</summary>
public sealed record FileOf(
    Guid Id,
    Guid AccountId,
    string Number,
    string FullName,
    Guid DocumentId,
    Guid SheetId,
    Guid DecisionId
);

/// <summary>Teams formed with one file, what the jury works on since, and a condition about the file.</summary>
public sealed record TeamsOf(Guid Id, Guid ProposalId, Guid ConditionId);

/// <summary>A question to a mentor, and a document of the file that it opens.</summary>
public sealed record OpinionOf(Guid Id, Guid DocumentId);

/// <summary>A reading and a document of its file.</summary>
public sealed record ReadingOf(Guid SheetId, Guid DocumentId);

/// <summary>
/// The promotion at work, on 4 February 2019, as the demonstration builds it: 170 files, their readings, decisions, teams and
/// contracts. Every persona is somebody of it, and much could leak.
/// </summary>
public sealed class PermissionWorld : PortalFactory
{
    public const string Collection = "permissions";
    public const string PreviewToken = "apercu-du-tableau-des-droits";
    public const string ProbeToken = "sonde-du-tableau-des-droits";

    /// <summary>Of the password that everybody of the demonstration has.</summary>
    public static readonly string PasswordHash = new PasswordHasher<Account>().HashPassword(new Account(), DemoAccounts.Password);
    private readonly Dictionary<Persona, string> addresses = new()
    {
        [Persona.Fellow] = DemoAccounts.Candidate.Email,
        [Persona.Juror] = DemoAccounts.Juror.Email,
        [Persona.MentorJuror] = DemoAccounts.Mentor.Email,
        [Persona.Host] = DemoAccounts.Host.Email,
        [Persona.Staff] = DemoAccounts.Staff.Email,
        [Persona.Administrator] = DemoAccounts.Administrator.Email,
        [Persona.NewJuror] = "sans-charte@demo.test",
        [Persona.Mentor] = "mentor-seul@demo.test",
        [Persona.TiedStaff] = "equipe-liee@demo.test",
    };

    public PermissionWorld()
    {
        With("Accounts:RequireSecondFactor", "false").With("Health:ProbeToken", ProbeToken);
        WithServices(services => services.AddScoped<DemoSeeder>());
    }

    /// <summary>The file of <see cref="Persona.Candidate"/>.</summary>
    public FileOf Own { get; private set; } = null!;

    /// <summary>The file hidden from <see cref="Persona.TiedStaff"/>: somebody recruited.</summary>
    public FileOf Tied { get; private set; } = null!;

    /// <summary>What tells <see cref="Tied"/>: name, number, address, and the identifiers that lead to the file.</summary>
    public IReadOnlyList<string> TiedSecrets { get; private set; } = [];

    /// <summary>A question to <see cref="Persona.MentorJuror"/> about a file still to screen.</summary>
    public OpinionOf Opinion { get; private set; } = null!;

    /// <summary>Questions about files that are screened: only staff still see them.</summary>
    public Guid OwnOpinionId { get; private set; }
    public Guid TiedOpinionId { get; private set; }

    /// <summary>A reading of <see cref="Persona.Juror"/>.</summary>
    public ReadingOf OwnSheet { get; private set; } = null!;

    /// <summary>Words of <see cref="OwnSheet"/> that arrived after the closing of marking.</summary>
    public Guid OwnLateId { get; private set; }

    /// <summary>Another juror's reading of a file that <see cref="Persona.Juror"/> was never given.</summary>
    public ReadingOf OthersSheet { get; private set; } = null!;

    /// <summary>A contract, then a document of it.</summary>
    public IReadOnlyList<object> FellowContract { get; private set; } = [];
    public IReadOnlyList<object> HostContract { get; private set; } = [];
    public IReadOnlyList<object> MentorContract { get; private set; } = [];
    public IReadOnlyList<object> TiedContract { get; private set; } = [];

    /// <summary>A challenge, then a profile, that both <see cref="Own"/> and others wish for.</summary>
    public IReadOnlyList<object> Ranking { get; private set; } = [];

    /// <summary>A challenge, then a profile, that somebody waits for.</summary>
    public IReadOnlyList<object> WaitingList { get; private set; } = [];
    public Guid DeliberationId { get; private set; }
    public Guid OfferId { get; private set; }
    public Guid TiedOfferId { get; private set; }
    public Guid ChallengeId { get; private set; }

    /// <summary>A member of the jury who is no persona: the table makes them leave.</summary>
    public Guid JurorId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>A panel that no persona sits in.</summary>
    public Guid PanelId { get; private set; }
    public Guid OwnSlotId { get; private set; }
    public Guid TiedSlotId { get; private set; }

    /// <summary>A hearing that <see cref="Persona.Juror"/> takes notes for, and one where they don't sit.</summary>
    public Guid JurorSlotId { get; private set; }
    public Guid OthersSlotId { get; private set; }
    public Guid HostId { get; private set; }

    /// <summary>The challenge of <see cref="Persona.Mentor"/>.</summary>
    public Guid MentoredChallengeId { get; private set; }
    public Guid MentorId { get; private set; }
    public Guid FellowId { get; private set; }
    public Guid TiedFellowId { get; private set; }
    public Guid TeamId { get; private set; }
    public Guid ConflictId { get; private set; }
    public Guid TiedConflictId { get; private set; }
    public Guid MailId { get; private set; }
    public Guid TiedMailId { get; private set; }
    public Guid ReleaseId { get; private set; }
    public Guid MailingId { get; private set; }
    public Guid InvitationId { get; private set; }

    /// <summary>Teams formed with <see cref="Own"/>.</summary>
    public TeamsOf Computation { get; private set; } = null!;
    public TeamsOf TiedComputation { get; private set; } = null!;

    /// <summary>A question to <see cref="Persona.Candidate"/> about a challenge they did not ask for.</summary>
    public Guid ConsentId { get; private set; }
    public Guid TiedConsentId { get; private set; }

    /// <summary>A document that <see cref="Persona.Candidate"/> has begun to send.</summary>
    public Guid UploadId { get; private set; }

    /// <summary>A file where the scanner found something, of a candidature that the table asks nothing else about.</summary>
    public Guid BlockedFileId { get; private set; }

    /// <summary>Joined to a message of the person of <see cref="Own"/>.</summary>
    public Guid OwnPieceId { get; private set; }
    public Guid TiedPieceId { get; private set; }

    /// <summary>A second session and a passkey of <see cref="Persona.Candidate"/>.</summary>
    public Guid OwnSessionId { get; private set; }
    public string OwnPasskeyId { get; private set; } = "";
    public Guid NewJurorAccountId { get; private set; }
    public Guid TiedStaffAccountId { get; private set; }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InScopeAsync(services =>
            services.GetRequiredService<DemoSeeder>().EnsureAsync(DemoScenario.Cohort.Name, CancellationToken.None)
        );
        await Clock.FreezeAsync(DemoScenario.Cohort.StartsAt);
        await InDatabaseAsync(FindAsync);
        await InDatabaseAsync(AddAsync);
        Computation = await InDatabaseAsync(db => FormAsync(db, Own, isOpen: true));
        TiedComputation = await InDatabaseAsync(db => FormAsync(db, Tied, isOpen: false));
        ConsentId = await InDatabaseAsync(db => AskAsync(db, Own));
        TiedConsentId = await InDatabaseAsync(db => AskAsync(db, Tied));
        Opinion = await InDatabaseAsync(AskMentorAsync);
        OwnLateId = await InDatabaseAsync(LateAsync);
        OwnPieceId = await InScopeAsync(services => WriteAsync(services, Own));
        TiedPieceId = await InScopeAsync(services => WriteAsync(services, Tied));
        await InScopeAsync(AddKeysAsync);
    }

    /// <summary>A browser in which the persona has signed in.</summary>
    public Task<Browse> AsAsync(Persona persona) =>
        persona == Persona.Visitor ? Task.FromResult(Browse()) : AsAsync(addresses[persona]);

    /// <summary>The account of a persona.</summary>
    public Task<Account> AccountAsync(Persona persona) =>
        InDatabaseAsync(db => db.Accounts.SingleAsync(row => row.Email == addresses[persona]));

    /// <summary>A browser in which the account of this address has signed in.</summary>
    public async Task<Browse> AsAsync(string email)
    {
        var site = Browse();
        await site.SubmitAsync(
            await site.GetAsync("/connexion"),
            "Se connecter",
            ("Email", email),
            ("Password", DemoAccounts.Password)
        );
        return site;
    }

    /// <summary>
    /// A figure that any insertion, change or removal alters, table by table. Sessions, keys of data protection and the counters of
    /// attempts aside, which belong to the machine.
    /// </summary>
    public Task<IReadOnlyDictionary<string, string>> FingerprintAsync() =>
        InDatabaseAsync<IReadOnlyDictionary<string, string>>(async db =>
        {
            var tables = db
                .Model.GetEntityTypes()
                .Select(type => type.GetSchema() is { } schema ? $"{schema}.{type.GetTableName()}" : type.GetTableName()!)
                .Distinct()
                .Where(table => table is not ("data_protection_keys" or "account_sessions"))
                .ToList();
            var prints = new Dictionary<string, string>();
            foreach (var table in tables)
            {
                var sql =
                    $"select count(*) || ' / ' || coalesce(sum(hashtextextended(r::text || r.xmin::text, 0)), 0) as \"Value\" from {table} r";
                prints[table] = (await db.Database.SqlQueryRaw<string>(sql).ToListAsync()).Single();
            }

            return prints;
        });

    private async Task FindAsync(EigDbContext db)
    {
        var juror = await db.Jurors.SingleAsync(link =>
            db.Accounts.Any(a => a.Id == link.AccountId && a.Email == DemoAccounts.Juror.Email)
        );
        var mentorJuror = await db.Jurors.SingleAsync(link =>
            db.Accounts.Any(a => a.Id == link.AccountId && a.Email == DemoAccounts.Mentor.Email)
        );
        var seats = await db
            .Panels.Where(panel => panel.Members.Any(member => member.JurorId == juror.Id || member.JurorId == mentorJuror.Id))
            .Select(panel => panel.Id)
            .ToListAsync();
        var cibnav = await db.Challenges.Include(row => row.Posts).SingleAsync(row => row.Slug == "cibnav");
        var fellowAccount = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Candidate.Email);
        var fellow = await db.Fellows.SingleAsync(row => row.AccountId == fellowAccount.Id);
        var others = await (
            from person in db.Fellows
            join team in db.Teams on person.TeamId equals team.Id
            join challenge in db.Challenges on team.ChallengeId equals challenge.Id
            where person.AccountId != fellowAccount.Id && challenge.HostId != cibnav.HostId
            // No persona of the jury hears them: their name in a running order would be no leak.
            where db.Slots.Any(slot => slot.CandidatureId == person.CandidatureId && !seats.Contains(slot.PanelId))
            // The demo has no namesakes (DemoScenarioTests): a name alone tells the person.
            orderby person.FullName
            select new
            {
                person.Id,
                person.CandidatureId,
                challenge,
            }
        ).ToListAsync();
        var hosted = await (
            from person in db.Fellows
            join team in db.Teams on person.TeamId equals team.Id
            where team.ChallengeId == cibnav.Id && person.AccountId != fellowAccount.Id
            select person.Id
        ).FirstAsync();
        Tied = await FileAsync(db, others[0].CandidatureId);
        TiedFellowId = others[0].Id;
        TiedContract = await ContractAsync(db, TiedFellowId);
        TiedSecrets =
        [
            Tied.FullName,
            Tied.Number,
            (await db.Accounts.SingleAsync(account => account.Id == Tied.AccountId)).Email!,
            $"{Tied.Id}",
            $"{Tied.DocumentId}",
            $"{Tied.DecisionId}",
            $"{TiedContract[0]}",
        ];
        var mentored = others.First(row => row.challenge.Id != others[0].challenge.Id);
        MentorContract = await ContractAsync(db, mentored.Id);
        MentoredChallengeId = mentored.challenge.Id;
        (FellowId, FellowContract) = (fellow.Id, await ContractAsync(db, fellow.Id));
        TeamId = fellow.TeamId;
        HostContract = await ContractAsync(db, hosted);
        var heard = await (
            from candidature in db.Candidatures
            join decision in db.Decisions on candidature.Id equals decision.CandidatureId
            where
                candidature.State == CandidatureState.Preselected
                && decision.Kind == DecisionKind.NotRetained
                && db.ScoreSheets.Any(sheet => sheet.CandidatureId == candidature.Id && sheet.JurorId == juror.Id)
            orderby candidature.Number
            select candidature.Id
        ).FirstAsync();
        Own = await FileAsync(db, heard);
        addresses[Persona.Candidate] = (await db.Accounts.SingleAsync(row => row.Id == Own.AccountId)).Email!;
        var slots = await db.Slots.OrderBy(slot => slot.StartsAt).ThenBy(slot => slot.Id).ToListAsync();
        OwnSlotId = slots.Single(slot => slot.CandidatureId == Own.Id).Id;
        TiedSlotId = slots.Single(slot => slot.CandidatureId == Tied.Id).Id;
        var taken = await db.Panels.ToListAsync();
        JurorSlotId = slots.First(slot => taken.Single(panel => panel.Id == slot.PanelId).NoteTakerId == juror.Id).Id;
        OthersSlotId = slots
            .First(slot =>
                !seats.Contains(slot.PanelId)
                && slot.Mentors.All(mentor => mentor.JurorId != juror.Id && mentor.JurorId != mentorJuror.Id)
            )
            .Id;
        PanelId = taken.First(panel => !seats.Contains(panel.Id)).Id;
        OwnSheet = await ReadingAsync(db, sheet => sheet.JurorId == juror.Id);
        OthersSheet = await ReadingAsync(
            db,
            sheet =>
                sheet.JurorId != juror.Id
                && sheet.JurorId != mentorJuror.Id
                && !db.ScoreSheets.Any(own => own.JurorId == juror.Id && own.CandidatureId == sheet.CandidatureId)
        );
        HostId = cibnav.HostId;
        JurorId = await db
            .Jurors.Where(link => db.Accounts.Any(a => a.Id == link.AccountId && a.Email == "jury7@demo.test"))
            .Select(link => link.Id)
            .SingleAsync();
        // Acts of the table fall on a challenge that no persona belongs to.
        var acted = await db
            .Challenges.Include(row => row.Posts)
            .Where(row => row.CohortId == cibnav.CohortId && row.HostId != HostId && row.Slug != "adler")
            .Where(row => row.Id != others[0].challenge.Id && row.Id != MentoredChallengeId)
            .OrderBy(row => row.Slug)
            .FirstAsync();
        (ChallengeId, PostId) = (acted.Id, acted.Posts[0].Id);
        Ranking = ["cibnav", Slugs.From(cibnav.Posts[0].Profile)];
        var place = await db.WaitingPlaces.OrderBy(row => row.Id).FirstAsync();
        WaitingList =
        [
            await db.Challenges.Where(row => row.Id == place.ChallengeId).Select(row => row.Slug).SingleAsync(),
            Slugs.From(place.Profile),
        ];
        OfferId = await db
            .Offers.Where(offer => offer.CandidatureId == fellow.CandidatureId)
            .Select(offer => offer.Id)
            .SingleAsync();
        TiedOfferId = await db.Offers.Where(offer => offer.CandidatureId == Tied.Id).Select(offer => offer.Id).SingleAsync();
        MentorId = (await db.Mentors.OrderBy(row => row.Id).FirstAsync(row => row.ChallengeId == cibnav.Id)).Id;
        MailId = (await db.Mails.OrderBy(row => row.Id).FirstAsync(mail => mail.AccountId == Own.AccountId)).Id;
        TiedMailId = (await db.Mails.OrderBy(row => row.Id).FirstAsync(mail => mail.AccountId == Tied.AccountId)).Id;
    }

    private async Task AddAsync(EigDbContext db)
    {
        var staff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
        var builder = new JuryBuilder(db, PasswordHash);
        var newJuror = await builder.AccountAsync("Ida", "Sanscharte", addresses[Persona.NewJuror]);
        var mentor = await builder.AccountAsync("Rémi", "Seulmentor", addresses[Persona.Mentor]);
        var tied = await builder.AccountAsync("Lou", "Liée", addresses[Persona.TiedStaff], StaffRole.Staff);
        var cohort = await builder.CohortAsync();
        var preview = await db.Challenges.SingleAsync(row => row.Slug == "adler");
        preview.OpenPreview(PreviewToken);
        var excluded = new ConflictOfInterest(tied.Id, Tied.Id, ConflictLevel.Excluded, "Parenté", tied.Id, Clock.Now);
        var ofAnother = new ConflictOfInterest(newJuror.Id, Tied.Id, ConflictLevel.Excluded, "Ami", staff.Id, Clock.Now);
        var ordinary = new ConflictOfInterest(newJuror.Id, Own.Id, ConflictLevel.Declared, "Voisin", staff.Id, Clock.Now);
        var invitation = new Invitation(
            "invitee@exemple.fr",
            InvitationKind.Juror,
            new string('a', 64),
            staff.Id,
            DateTimeOffset.UtcNow
        )
        {
            CohortId = cohort.Id,
        };
        var release = NoticeRelease.Prepare(cohort, [Own.DecisionId], staff.Id, Clock.Now).Value;
        var mailing = new Mailing(cohort.Id, 1, staff.Id, Clock.Now);
        mailing.Edit("Une précision", "Bonjour,", new MailingAudience(null, null, null), staff.Id, Clock.Now);
        var upload = new Upload(
            Own.AccountId,
            Own.Id,
            DocumentKind.Cv,
            "cv.pdf",
            10,
            new string('0', Upload.Sha256Length),
            Clock.Now,
            DateTimeOffset.UtcNow
        );
        var tiedFile = await db
            .Candidatures.Include(row => row.Snapshots)
            .Include(row => row.Completions)
            .AsSplitQuery()
            .SingleAsync(row => row.Id == Tied.Id);
        var asked = cohort.Timetable.ResultsAt!.Value.AddDays(-20);
        var (pieces, until) = (new CompletionPieces(["ville"], []), asked.AddDays(3));
        tiedFile.AskCompletion(pieces, "Adresse illisible", until, CandidatureForm.Usual, cohort.Timetable, asked);
        tiedFile.LapseCompletion(until);
        var used = new[] { Own.DocumentId, Tied.DocumentId, OwnSheet.DocumentId, OthersSheet.DocumentId };
        var blocked = await (
            from document in db.Documents
            join file in db.Files on document.FileId equals file.Id
            where !used.Contains(document.Id)
            orderby document.Id
            select file
        ).FirstAsync();
        blocked.MarkInfected("Essai", DateTimeOffset.UtcNow);
        db.AddRange(
            mailing,
            upload,
            new Juror(newJuror.Id, cohort.Id),
            new Mentor(mentor.Id, MentoredChallengeId, MentorRole.HautNiveau),
            excluded,
            ofAnother,
            ordinary,
            invitation,
            release
        );
        var sitting = Deliberation
            .Convene(
                cohort.Id,
                "Jury",
                new DateOnly(2018, 11, 9),
                2,
                staff.Id,
                [new CalledMember(staff.Id, staff.FullName), new CalledMember(tied.Id, tied.FullName)]
            )
            .Value;
        db.Add(sitting);
        DeliberationId = sitting.Id;
        // The person waited, before it was decided otherwise.
        var waited = Decision
            .Record(Own.Id, cohort.Id, DecisionKind.WaitingList, PostId, "", [], "Essai", tied.Id, Clock.Now)
            .Value;
        var secondStaff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.SecondStaff.Email);
        waited.Validate(secondStaff.Id, Clock.Now);
        waited.Cancel("Essai", Clock.Now);
        db.Add(waited);
        await db.SaveChangesAsync();
        (NewJurorAccountId, TiedStaffAccountId) = (newJuror.Id, tied.Id);
        (ConflictId, TiedConflictId) = (ordinary.Id, ofAnother.Id);
        (InvitationId, ReleaseId, MailingId) = (invitation.Id, release.Id, mailing.Id);
        (UploadId, BlockedFileId) = (upload.Id, blocked.Id);
        (InvitationId, ReleaseId) = (invitation.Id, release.Id);
    }

    private async Task<TeamsOf> FormAsync(EigDbContext db, FileOf file, bool isOpen)
    {
        var post = await db.Posts.SingleAsync(row => row.Id == PostId);
        var challenge = await db.Challenges.SingleAsync(row => row.Id == ChallengeId);
        var staff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
        var seat = new TeamSeat(post.Id, challenge.Id, challenge.Name, post.Profile, post.Position);
        var option = new TeamOption(file.Id, seat.List, 15, TeamBasis.Wish, 1);
        var problem = new TeamProblem(12, [seat], [new(file.Id, file.Number, file.Number)], [option], [], [], seed: 1);
        TeamPlace[] places = [new(post.Id, file.Id)];
        var solution = new TeamSolution(TeamGoal.Lists, places, TeamReview.Of(problem, places), null);
        var computation = new TeamComputation(challenge.CohortId, problem, [solution], "Essai", staff.Id, Clock.Now);
        var proposal = new TeamProposal(computation, solution, staff.Id, Clock.Now);
        if (!isOpen)
        {
            proposal.Drop(Clock.Now);
        }

        var barred = new TeamConditionText(TeamConditionKind.Barred, file.Id, null, challenge.Id, null, "Essai");
        var condition = TeamCondition.Add(challenge.CohortId, barred, staff.Id, Clock.Now).Value;
        db.AddRange(computation, proposal, condition);
        await db.SaveChangesAsync();
        return new TeamsOf(computation.Id, proposal.Id, condition.Id);
    }

    private async Task<Guid> AskAsync(EigDbContext db, FileOf file)
    {
        var post = await db.Posts.SingleAsync(row => row.Id == PostId);
        var challenge = await db.Challenges.SingleAsync(row => row.Id == ChallengeId);
        var staff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
        var list = new ListKey(challenge.Id, post.Profile);
        var consent = ChallengeConsent.Ask(file.Id, challenge.CohortId, list, 3, "Essai", staff.Id, Clock.Now).Value;
        db.Add(consent);
        await db.SaveChangesAsync();
        return consent.Id;
    }

    private async Task<OpinionOf> AskMentorAsync(EigDbContext db)
    {
        var staff = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Staff.Email);
        var mentor = await db.Accounts.SingleAsync(row => row.Email == DemoAccounts.Mentor.Email);
        var cibnav = await db.Challenges.SingleAsync(row => row.Slug == "cibnav");
        var file = await db
            .Candidatures.Where(row =>
                row.State == CandidatureState.NotPreselected && row.Wishes.Any(wish => wish.ChallengeId == cibnav.Id)
            )
            .OrderBy(row => row.Number)
            .FirstAsync();
        file.Reconsider("À relire avec le mentor.", Clock.Now);
        var opinions = new[] { file.Id, Own.Id, Tied.Id }
            .Select(id => new MentorOpinion(id, cibnav.Id, mentor.Id, staff.Id, Clock.Now))
            .ToList();
        db.AddRange(opinions);
        await db.SaveChangesAsync();
        (OwnOpinionId, TiedOpinionId) = (opinions[1].Id, opinions[2].Id);
        var document = await db.Documents.FirstAsync(row => row.CandidatureId == file.Id);
        return new OpinionOf(opinions[0].Id, document.Id);
    }

    private async Task<Guid> WriteAsync(IServiceProvider services, FileOf file)
    {
        var db = services.GetRequiredService<EigDbContext>();
        var content = new MemoryStream(Pdf.Write("Attestation"));
        var stored = await services
            .GetRequiredService<IFileStore>()
            .SaveAsync(content, "application/pdf", file.AccountId, CancellationToken.None);
        var message = FileMessage.Write(file.Id, file.AccountId, isFromStaff: false, "Une question", Clock.Now).Value;
        message.Attach(stored.Id, "attestation.pdf", stored.Length, stored.Sha256);
        db.AddRange(stored, message);
        await db.SaveChangesAsync();
        return message.Attachments[0].Id;
    }

    private async Task<bool> AddKeysAsync(IServiceProvider services)
    {
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var account = (await accounts.FindByIdAsync($"{Own.AccountId}"))!;
        var passkey = new UserPasskeyInfo([1, 2, 3], [4], DateTimeOffset.UtcNow, 0, null, true, false, false, [5], [6]);
        OwnSessionId = await services
            .GetRequiredService<AccountSessions>()
            .OpenAsync(account.Id, "Firefox", CancellationToken.None);
        OwnPasskeyId = Base64Url.EncodeToString(passkey.CredentialId);
        return (await accounts.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
    }

    private static async Task<FileOf> FileAsync(EigDbContext db, Guid candidatureId) =>
        await (
            from candidature in db.Candidatures
            join candidate in db.Candidates on candidature.CandidateId equals candidate.Id
            where candidature.Id == candidatureId
            select new FileOf(
                candidature.Id,
                candidate.AccountId,
                candidature.Number!,
                candidate.GivenName + " " + candidate.FamilyName,
                db.Documents.First(document => document.CandidatureId == candidature.Id).Id,
                db.ScoreSheets.OrderBy(sheet => sheet.Id).First(sheet => sheet.CandidatureId == candidature.Id).Id,
                db.Decisions.First(decision => decision.CandidatureId == candidature.Id).Id
            )
        ).SingleAsync();

    private static async Task<IReadOnlyList<object>> ContractAsync(EigDbContext db, Guid fellowId) =>
        await (
            from contract in db.Contracts
            join document in db.ContractDocuments on contract.Id equals document.ContractId
            where contract.FellowId == fellowId
            orderby document.AddedAt
            select new object[] { contract.Id, document.Id }
        ).FirstAsync();

    private async Task<Guid> LateAsync(EigDbContext db)
    {
        var late = new LateSheet(await db.ScoreSheets.SingleAsync(sheet => sheet.Id == OwnSheet.SheetId), null);
        db.Add(late);
        await db.SaveChangesAsync();
        return late.Id;
    }

    private static async Task<ReadingOf> ReadingAsync(
        EigDbContext db,
        System.Linq.Expressions.Expression<Func<ScoreSheet, bool>> which
    ) =>
        await db
            .ScoreSheets.Where(which)
            .OrderBy(sheet => sheet.Id)
            .Select(sheet => new ReadingOf(
                sheet.Id,
                db.Documents.First(document => document.CandidatureId == sheet.CandidatureId).Id
            ))
            .FirstAsync();
}

/// <summary>The world takes seconds to build: its tests share it, one after the other.</summary>
[CollectionDefinition(PermissionWorld.Collection)]
public sealed class PermissionWorldCollection : ICollectionFixture<PermissionWorld>;
