using System.Security.Cryptography;
using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Shared;
using EigPortal.Domain.Teams;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Demo;

/// <summary>
/// Lives promotion 3 up to a scenario's instant, with fictitious people, through the same verbs as the portal. Deterministic: the same
/// people, texts, marks and dates each time.
/// </summary>
internal sealed class DemoBuilder(DemoWorld world, IFileStore files, DemoScenario scenario)
{
    private const int ReadingsPerFile = 3;

    /// <summary>Sheets that the scenario of the conclusion leaves to its tester.</summary>
    private const int LeftToRead = 2;

    /// <summary>Members of the jury beside the fifteen operational mentors.</summary>
    private const int OtherJurors = 9;

    /// <summary>A Friday of the call, before the scenario of the call begins.</summary>
    private static readonly DateTimeOffset FormChangedAt = new(2018, 10, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(2018);
    private readonly Dictionary<string, Guid> accounts = [];

    // Everybody in the demo has the same password: hashing it once keeps the start under its budget.
    private readonly string passwordHash = new PasswordHasher<Account>().HashPassword(new Account(), DemoAccounts.Password);

    private Cohort cohort = null!;
    private PromotionForm changedForm = CandidatureForm.Usual;
    private List<Challenge> challenges = [];
    private List<HostAdministration> hosts = [];
    private DemoPlan plan = null!;
    private readonly List<(DemoCandidature Planned, Guid CandidatureId)> submitted = [];
    private readonly List<Guid> jurors = [];
    private readonly Dictionary<Guid, List<string>> favouritesOf = [];

    private Guid Staff => accounts[DemoAccounts.Staff.Email];
    private Guid SecondStaff => accounts[DemoAccounts.SecondStaff.Email];

    public async Task BuildAsync(CancellationToken ct)
    {
        await ImportCatalogueAsync(ct);
        await WelcomePeopleAsync(ct);
        await StateInterestsAsync(ct);
        await ChangeFormAsync(ct);
        await ReceiveCandidaturesAsync(ct);
        await AskAsync(ct);
        if (scenario == DemoScenario.Reading)
        {
            await AskCompletionsAsync(ct);
            await AskMentorAsync(ct);
        }

        await SufferAnOutageAsync(ct);
        if (scenario.StartsAt >= DemoScenario.Jury.StartsAt)
        {
            await SelectAsync(ct);
        }

        if (scenario == DemoScenario.Jury)
        {
            await DemoConsents.AskAsync(world, accounts[DemoAccounts.Candidate.Email], Staff, ct);
        }

        if (scenario.StartsAt >= DemoScenario.Cohort.StartsAt)
        {
            await new DemoCohort(world, files, cohort, challenges, submitted, accounts).FormAsync(Staff, SecondStaff, ct);
        }
    }

    private async Task SelectAsync(CancellationToken ct)
    {
        await ScreenAsync(ct);
        await ReadAsync(ct);
        await DemoPhases.OpenAsync(
            world,
            cohort.Id,
            JuryPhase.Hearings,
            new DateTimeOffset(2018, 11, 5, 10, 0, 0, TimeSpan.FromHours(1)),
            DemoCohort.StaffActor(Staff),
            ct
        );
        var hearings = new DemoHearings(world, cohort, submitted);
        var others = challenges.Count + 1;
        var mentors = jurors.Take(challenges.Count);
        if (scenario == DemoScenario.Conclusion)
        {
            // The demo's own juror takes notes on the last day, whence the last hearing.
            var team = new DemoTeam(Staff, SecondStaff, [.. jurors.Skip(challenges.Count), .. mentors], mentors.ToHashSet());
            var last = await hearings.HoldAllButOneAsync(team, jurors[challenges.Count], scenario.StartsAt, ct);
            var people = new DemoCohort(world, files, cohort, challenges, submitted, accounts);
            await people.DecideAllButOneAsync(Staff, SecondStaff, last, scenario.StartsAt, ct);
            await ReopenMarkingAsync(ct);
            await ConveneAsync(ct);
            return;
        }

        // Whoever has not sat on the first day opens the second: the demo's own juror.
        var usual = new DemoTeam(
            Staff,
            SecondStaff,
            [.. jurors.Skip(others), jurors[challenges.Count], .. mentors],
            mentors.ToHashSet()
        );
        await hearings.HoldAsync(usual, scenario.StartsAt, ct);
    }

    /// <summary>Two readings are late: their juror has until tomorrow.</summary>
    private Task ReopenMarkingAsync(CancellationToken ct) =>
        world.ActAsync(
            scenario.StartsAt.AddDays(-1),
            Staff,
            async db =>
            {
                var juror = await db.Jurors.SingleAsync(row => row.Id == jurors[challenges.Count], ct);
                Result<DateTimeOffset> until = scenario.StartsAt.AddDays(1).ToUniversalTime();
                Must(juror.ReopenMarking(until, "Deux lectures attendues après la clôture.", cohort.Timetable, world.Now));
            },
            ct
        );

    /// <summary>Five members of the jury are called to decide about the last person heard.</summary>
    private Task ConveneAsync(CancellationToken ct) =>
        world.ActAsync(
            scenario.StartsAt.AddDays(-1),
            Staff,
            async db =>
            {
                var called = await (
                    from juror in db.Jurors
                    join account in db.Accounts on juror.AccountId equals account.Id
                    where juror.CohortId == cohort.Id
                    orderby account.Email != DemoAccounts.Juror.Email, account.Email
                    select new CalledMember(account.Id, account.GivenName + " " + account.FamilyName)
                )
                    .Take(5)
                    .ToListAsync(ct);
                var sitting = Deliberation.Convene(
                    cohort.Id,
                    "Délibération du jury de la promotion 3",
                    DateOnly.FromDateTime(scenario.StartsAt.Date),
                    3,
                    called[0].AccountId,
                    called
                );
                Must(sitting);
                db.Deliberations.Add(sitting.Value);
            },
            ct
        );

    private async Task ImportCatalogueAsync(CancellationToken ct)
    {
        (world.Now, world.Id) = (DemoScenario.Before.StartsAt.AddDays(-20), null);
        await using var db = world.Open();
        await Catalogue.ImportAsync(db, ct);
        cohort = await db.Cohorts.AsNoTracking().SingleAsync(candidate => candidate.IsCurrent, ct);
        challenges = await db
            .Challenges.AsNoTracking()
            .Include(challenge => challenge.Posts)
            .Where(challenge => challenge.CohortId == cohort.Id)
            .ToListAsync(ct);
        hosts = await db.Hosts.AsNoTracking().ToListAsync(ct);
        plan = new DemoPlan(challenges, cohort.Timetable.CallOpensAt!.Value, cohort.Timetable.CallClosesAt!.Value);
    }

    private Account NewAccount(DemoPerson person, StaffRole role = StaffRole.None)
    {
        var account = new Account
        {
            GivenName = person.GivenName,
            FamilyName = person.FamilyName,
            UserName = person.Email,
            NormalizedUserName = person.Email.ToUpperInvariant(),
            Email = person.Email,
            NormalizedEmail = person.Email.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = passwordHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            StaffRole = role,
            IsDemo = true,
            CreatedAt = world.Now,
        };
        accounts[person.Email] = account.Id;
        return account;
    }

    private async Task WelcomePeopleAsync(CancellationToken ct)
    {
        await world.ActAsync(
            DemoScenario.Before.StartsAt.AddDays(-10),
            null,
            db =>
            {
                db.Accounts.AddRange(
                    NewAccount(DemoAccounts.Staff, StaffRole.Staff),
                    NewAccount(DemoAccounts.SecondStaff, StaffRole.Staff),
                    NewAccount(DemoAccounts.Administrator, StaffRole.Administrator),
                    NewAccount(DemoAccounts.Newcomer)
                );
                return Task.CompletedTask;
            },
            ct
        );
        await world.ActAsync(
            DemoScenario.Before.StartsAt.AddDays(-5),
            Staff,
            db =>
            {
                foreach (var challenge in challenges.OrderBy(challenge => challenge.Slug, StringComparer.Ordinal))
                {
                    NameMentor(db, challenge);
                    NameHostContact(db, challenge);
                }

                for (var i = 0; i < OtherJurors; i++)
                {
                    var person = i == 0 ? DemoAccounts.Juror : plan.People.Next() with { Email = $"jury{i}@demo.test" };
                    db.Accounts.Add(NewAccount(person));
                    // Somebody must be able to judge the five posts of design: two in five of those who mentor no challenge.
                    AddJuror(db, accounts[person.Email], i % 5 < 2 ? [Family.Design] : [Family.Data, Family.Developpement]);
                }

                return Task.CompletedTask;
            },
            ct
        );
    }

    private void NameMentor(EigDbContext db, Challenge challenge)
    {
        var person =
            challenge.Slug == "cibnav"
                ? DemoAccounts.Mentor
                : plan.People.Next() with
                {
                    Email = $"mentor.{challenge.Slug}@demo.test",
                };
        db.Accounts.Add(NewAccount(person));
        db.Mentors.Add(new Mentor(accounts[person.Email], challenge.Id, MentorRole.Operationnel));
        AddJuror(db, accounts[person.Email], challenge.Families);
    }

    private void NameHostContact(EigDbContext db, Challenge challenge)
    {
        var person =
            challenge.Slug == "cibnav"
                ? DemoAccounts.Host
                : plan.People.Next() with
                {
                    Email = $"accueil.{challenge.Slug}@demo.test",
                };
        db.Accounts.Add(NewAccount(person));
        db.HostContacts.Add(new HostContact(accounts[person.Email], hosts.Single(host => host.Id == challenge.HostId).Id));
    }

    private void AddJuror(EigDbContext db, Guid accountId, IReadOnlyCollection<Family> families)
    {
        var juror = new Juror(accountId, cohort.Id);
        Must(juror.Describe(families, null));
        juror.AcceptCharter(world.Now);
        db.Jurors.Add(juror);
        jurors.Add(juror.Id);
    }

    /// <summary>
    /// Most of the jury state their interests before the call closes; four of them know somebody who will have applied, so that the
    /// team has ties to review. The others have not answered yet.
    /// </summary>
    private Task StateInterestsAsync(CancellationToken ct) =>
        world.ActAsync(
            DemoScenario.Before.StartsAt.AddDays(-4),
            null,
            async db =>
            {
                var known = plan.Candidatures.Where(planned => planned.Fate == DemoFate.NotPreselected).ToList();
                foreach (var (juror, turn) in jurors.SkipLast(3).Select((id, turn) => (id, turn)))
                {
                    var link = await db.Jurors.SingleAsync(row => row.Id == juror, ct);
                    string[] people = turn % 5 == 2 ? [known[turn].Person.FullName] : [];
                    Must(
                        link.StateInterests(
                            new Interests([DemoInterests.Employer(turn)], [DemoInterests.School(turn)], people),
                            world.Now
                        )
                    );
                }
            },
            ct
        );

    private PromotionForm FormAt(DateTimeOffset instant) => instant < FormChangedAt ? CandidatureForm.Usual : changedForm;

    /// <summary>
    /// During the call the team asks one more question and shortens the help of another: people who had begun see what is new.
    /// </summary>
    private async Task ChangeFormAsync(CancellationToken ct)
    {
        if (scenario.StartsAt < FormChangedAt)
        {
            return;
        }

        await world.ActAsync(
            FormChangedAt,
            Staff,
            db =>
            {
                var moment = new FormMoment(CandidatureForm.Usual, cohort.Timetable, FormChangedAt);
                var draft = FormVersion.Draft(cohort.Id, moment).Value;
                var means = QuestionText.Of(draft.Form.Question("moyens")!);
                Must(
                    draft.AddQuestion(
                        CandidatureForm.Profile,
                        FieldKind.Text,
                        new QuestionText(
                            "Langues dans lesquelles vous travaillez",
                            "",
                            200,
                            Required: false,
                            StaffOnly: false,
                            []
                        ),
                        moment
                    )
                );
                Must(draft.EditQuestion("moyens", means with { Hint = "Facultatif. Matériel ou logiciels." }, moment));
                Must(draft.Publish("Plusieurs personnes nous ont demandé où indiquer leurs langues de travail.", moment));
                db.FormVersions.Add(draft);
                changedForm = draft.Form;
                return Task.CompletedTask;
            },
            ct
        );
    }

    private async Task ReceiveCandidaturesAsync(CancellationToken ct)
    {
        foreach (var planned in plan.Candidatures.Where(planned => planned.StartedAt <= scenario.StartsAt))
        {
            await StartAsync(planned, ct);
        }
    }

    /// <summary>A question of the demo's candidate, with an answer of the team that waits to be read.</summary>
    private async Task AskAndAnswerAsync(Guid candidatureId, Guid accountId, CancellationToken ct)
    {
        var asked = scenario.StartsAt.AddDays(-1);
        var question = FileMessage
            .Write(candidatureId, accountId, false, "Bonjour, puis-je joindre deux réalisations dans le même portfolio ?", asked)
            .Value;
        await world.ActAsync(
            asked,
            accountId,
            db =>
            {
                question.MarkHandled(asked.AddHours(3));
                db.Messages.Add(question);
                return Task.CompletedTask;
            },
            ct
        );
        await world.ActAsync(
            asked.AddHours(3),
            Staff,
            db =>
            {
                const string answer = "Bonjour, oui : un seul fichier PDF, jusqu’à 10 Mo. Bon courage pour la suite.";
                db.Messages.Add(FileMessage.Write(candidatureId, Staff, true, answer, asked.AddHours(3)).Value);
                return Task.CompletedTask;
            },
            ct
        );
    }

    /// <summary>A question that nobody has answered yet, for the team's list of what waits for a person.</summary>
    private async Task AskAsync(CancellationToken ct)
    {
        if (submitted.Count < 4 || scenario.StartsAt >= DemoScenario.Cohort.StartsAt)
        {
            return;
        }

        var (planned, candidatureId) = submitted[3];
        var (at, author) = (scenario.StartsAt.AddHours(-2), accounts[planned.Person.Email]);
        await world.ActAsync(
            at,
            author,
            db =>
            {
                const string question = "Bonjour, l’audition peut-elle se tenir à distance ? Je vis à Nouméa.";
                db.Messages.Add(FileMessage.Write(candidatureId, author, false, question, at).Value);
                return Task.CompletedTask;
            },
            ct
        );
    }

    /// <summary>After the closing the team asks two people to complete their file: one has answered, the other still can.</summary>
    private async Task AskCompletionsAsync(CancellationToken ct)
    {
        var asked = cohort.Timetable.CallClosesAt!.Value.AddHours(1);
        var (_, answeredId) = submitted[5];
        var (_, waitingId) = submitted[8];
        var answer = new Dictionary<string, string> { ["site"] = "https://exemple.fr/realisations-2018" };
        foreach (
            var (id, pieces, reason) in new[]
            {
                (
                    answeredId,
                    new CompletionPieces(["site"], []),
                    "L’adresse de vos réalisations ne répond plus : donnez-en une qui s’ouvre."
                ),
                (
                    waitingId,
                    new CompletionPieces([], [DocumentKind.Cv]),
                    "La deuxième page de votre CV ne s’affiche pas : exportez-le de nouveau au format PDF."
                ),
            }
        )
        {
            await CompleteAsync(
                id,
                asked,
                Staff,
                (file, form) => file.AskCompletion(pieces, reason, asked.AddDays(4), form, cohort.Timetable, asked),
                ct
            );
        }

        var author = accounts[submitted[5].Planned.Person.Email];
        var sent = asked.AddHours(2);
        await CompleteAsync(answeredId, sent, author, (file, form) => file.KeepCompletion(answer, form, sent), ct);
        await CompleteAsync(answeredId, sent, author, (file, form) => file.Complete($"demo-{file.Id:N}-2", form, sent), ct);
    }

    private Task CompleteAsync(
        Guid candidatureId,
        DateTimeOffset at,
        Guid actorId,
        Func<Candidature, PromotionForm, Result> act,
        CancellationToken ct
    ) =>
        world.ActAsync(
            at,
            actorId,
            async db =>
            {
                var file = await db
                    .Candidatures.Include(row => row.Sections)
                    .Include(row => row.Documents)
                    .Include(row => row.Snapshots)
                    .Include(row => row.Completions)
                    .AsSplitQuery()
                    .SingleAsync(row => row.Id == candidatureId, ct);
                Must(act(file, file.LastSnapshot!.FormVersion == 1 ? CandidatureForm.Usual : changedForm));
            },
            ct
        );

    private async Task StartAsync(DemoCandidature planned, CancellationToken ct)
    {
        var isSubmitted = planned.SubmittedAt <= scenario.StartsAt;

        // The demo's own candidate is met in the middle of the form while the call is open.
        var isLeftForTester = planned.Person == DemoAccounts.Candidate && scenario == DemoScenario.Call;
        Account account;
        (world.Now, world.Id) = (planned.StartedAt, null);
        account = NewAccount(planned.Person);
        await using var db = world.Open();
        var candidate = new Candidate(account.Id, cohort.Id, planned.Person.GivenName, planned.Person.FamilyName);
        var candidature = new Candidature(candidate.Id, cohort.Id, planned.StartedAt);
        world.Id = account.Id;
        db.AddRange(account, candidate, candidature);
        Answer(
            candidate,
            candidature,
            planned,
            isLeftForTester ? 3
                : isSubmitted ? int.MaxValue
                : random.Next(1, 5)
        );
        if (isSubmitted && !isLeftForTester)
        {
            await AttachCvAsync(db, candidature, planned, ct);
        }

        await db.SaveChangesAsync(ct);
        if (isLeftForTester)
        {
            await AskAndAnswerAsync(candidature.Id, account.Id, ct);
        }

        if (isSubmitted && !isLeftForTester)
        {
            world.Now = planned.SubmittedAt!.Value;
            var number = (
                await db.Database.SqlQuery<int>($"select nextval('candidature_number')::int as \"Value\"").ToListAsync(ct)
            ).Single();
            Must(
                candidature.Submit(
                    $"demo-{candidature.Id:N}",
                    () => CandidatureNumber.Format(cohort.Slug, number),
                    new SnapshotPeople(
                        planned.Person.Email,
                        challenges.ToDictionary(challenge => challenge.Id, challenge => challenge.Name)
                    ),
                    FormAt(world.Now),
                    challenges.ToDictionary(
                        challenge => challenge.Id,
                        challenge => (IReadOnlyList<string>)challenge.ProfilesSought
                    ),
                    cohort.Timetable,
                    world.Now
                )
            );
            await db.SaveChangesAsync(ct);
            submitted.Add((planned, candidature.Id));
        }
    }

    /// <param name="sections">How many sections are answered.</param>
    private void Answer(Candidate candidate, Candidature candidature, DemoCandidature planned, int sections)
    {
        foreach (var section in FormAt(planned.StartedAt).Sections.Take(sections))
        {
            var answers = DemoAnswers.To(section, planned.Person, planned.FirstWish.Family, planned.FirstWish.Profile, random);
            if (section.Key == CandidatureForm.Identity)
            {
                answers["telephone"] = plan.SharesPhone(planned) ? "06 00 00 12 34" : answers["telephone"];
                candidate.Introduce(answers["prenom"], answers["nom"], answers["telephone"], answers["ville"]);
            }

            Must(
                candidature.SaveSection(
                    section,
                    answers,
                    cohort.Timetable,
                    planned.StartedAt,
                    formVersion: FormAt(planned.StartedAt).Version
                )
            );
        }

        Post?[] wished = [planned.FirstWish, planned.SecondWish];
        Must(
            candidature.SaveWishes(
                [
                    .. wished
                        .OfType<Post>()
                        .Select(post => new WishText(post.ChallengeId, post.Profile, DemoAnswers.Contribution(random))),
                ],
                cohort.Timetable,
                planned.StartedAt
            )
        );
    }

    private async Task AttachCvAsync(EigDbContext db, Candidature candidature, DemoCandidature planned, CancellationToken ct)
    {
        var pdf = DemoPdf.Of(
            planned.Person.FullName,
            $"{planned.FirstWish.Label}, {planned.Person.City}",
            "Curriculum vitae fictif, pour la démonstration du portail.",
            "Les expériences détaillées figurent dans le dossier de candidature."
        );
        var stored = await DemoFiles.StoreAsync(db, files, pdf, "application/pdf", accounts[planned.Person.Email], ct);
        Must(
            candidature.AttachDocument(
                DocumentKind.Cv,
                stored.Id,
                $"CV {planned.Person.FullName}.pdf",
                pdf.Length,
                Convert.ToHexStringLower(SHA256.HashData(pdf)),
                cohort.Timetable,
                planned.StartedAt
            )
        );
    }

    /// <summary>The mentor of the demo is asked about three files for their challenge, and has answered about one.</summary>
    private Task AskMentorAsync(CancellationToken ct)
    {
        var challenge = challenges.Single(row => row.Slug == "cibnav");
        var asked = submitted.Where(row => row.Planned.FirstWish.ChallengeId == challenge.Id).Take(3).ToList();
        return world.ActAsync(
            scenario.StartsAt.AddMinutes(-30),
            Staff,
            db =>
            {
                foreach (var (index, (_, id)) in asked.Index())
                {
                    var opinion = new MentorOpinion(id, challenge.Id, accounts[DemoAccounts.Mentor.Email], Staff, world.Now);
                    if (index == 0)
                    {
                        Must(
                            opinion.Give(
                                MentorView.Favourable,
                                "Le projet décrit ressemble à ce qui attend l’équipe\u00a0; à entendre.",
                                world.Now.AddMinutes(20)
                            )
                        );
                    }

                    db.Add(opinion);
                }

                return Task.CompletedTask;
            },
            ct
        );
    }

    /// <summary>Twelve minutes one Friday evening, as a monitor outside saw them.</summary>
    private Task SufferAnOutageAsync(CancellationToken ct)
    {
        var from = new DateTimeOffset(2018, 10, 5, 21, 4, 0, TimeSpan.FromHours(2)).ToUniversalTime();
        var to = from.AddMinutes(12);
        return scenario.StartsAt < to
            ? Task.CompletedTask
            : world.ActAsync(
                to,
                null,
                db =>
                {
                    var outage = new Outage(OutageSource.Monitor, "La page d’accueil ne répondait plus", from, from);
                    Must(outage.End(to, to));
                    db.Outages.Add(outage);
                    return Task.CompletedTask;
                },
                ct
            );
    }

    private async Task ScreenAsync(CancellationToken ct)
    {
        (string Article, string Reason)[] refusals =
        [
            ("article 4", "La personne déclare être en poste dans la fonction publique le jour où la sélection est décidée."),
            ("article 4", "Les études ne seront pas terminées quand le défi démarrera."),
            ("article 5", "Le CV joint n’est pas celui de la personne : le dossier est incomplet."),
        ];
        var day = new DateTimeOffset(2018, 10, 17, 9, 0, 0, TimeSpan.FromHours(2));
        foreach (var batch in submitted.Chunk(34))
        {
            await world.ActAsync(
                day,
                Staff,
                async db =>
                {
                    var ids = batch.Select(row => row.CandidatureId).ToList();
                    var rows = await db
                        .Candidatures.Where(candidature => ids.Contains(candidature.Id))
                        .ToDictionaryAsync(candidature => candidature.Id, ct);
                    foreach (var (planned, id) in batch)
                    {
                        Screen(rows[id], planned, refusals[random.Next(refusals.Length)]);
                    }
                },
                ct
            );
            day = day.AddDays(1);
        }
    }

    private void Screen(Candidature candidature, DemoCandidature planned, (string Article, string Reason) refusal)
    {
        if (planned.Fate == DemoFate.Inadmissible)
        {
            Must(candidature.Reject(refusal.Article, refusal.Reason, cohort.Timetable, world.Now));
            return;
        }

        Must(candidature.Admit(cohort.Timetable, world.Now));
        Must(
            planned.Fate == DemoFate.NotPreselected
                ? candidature.SetAside("Le parcours décrit reste éloigné du profil recherché par les défis choisis.", world.Now)
                : candidature.Preselect(
                    random.Next(4) == 0 ? "À entendre sur l’expérience du travail avec des services publics." : "",
                    world.Now
                )
        );
    }

    /// <summary>
    /// Three readings for each preselected file, balanced over the jury, all locked before the hearings. The trios change at each round,
    /// so that readings in common link the whole jury and its severity can be estimated.
    /// </summary>
    private async Task ReadAsync(CancellationToken ct)
    {
        var heard = submitted
            .Where(row => row.Planned.Fate is DemoFate.Heard or DemoFate.WaitingList or DemoFate.Recruited)
            .ToList();
        await world.ActAsync(
            new DateTimeOffset(2018, 10, 25, 18, 0, 0, TimeSpan.FromHours(2)),
            Staff,
            async db => Must((await db.Cohorts.SingleAsync(row => row.Id == cohort.Id, ct)).FixGrid(world.Now)),
            ct
        );
        var turn = 0;
        var left = new HashSet<Guid>();
        foreach (var batch in heard.Chunk(15))
        {
            await world.ActAsync(
                new DateTimeOffset(2018, 10, 25, 18, 0, 0, TimeSpan.FromHours(2)),
                Staff,
                db =>
                {
                    foreach (var (planned, candidatureId) in batch)
                    {
                        for (var reading = 0; reading < ReadingsPerFile; reading++)
                        {
                            var juror = (turn + (turn / jurors.Count)) % jurors.Count;
                            var sheet = Read(jurors[juror], candidatureId, planned.Quality + Leniency(juror));
                            // The first two of the demo's own juror wait for a tester.
                            var isLeft =
                                scenario == DemoScenario.Conclusion && juror == challenges.Count && left.Count < LeftToRead;
                            db.ScoreSheets.Add(isLeft ? new ScoreSheet(jurors[juror], candidatureId, Staff, world.Now) : sheet);
                            if (isLeft)
                            {
                                left.Add(candidatureId);
                            }

                            turn++;
                        }
                    }

                    return Task.CompletedTask;
                },
                ct
            );
        }
    }

    /// <summary>Jurors differ, as people do: from severe to lenient, by half a mark at most.</summary>
    private static double Leniency(int juror) => ((juror * 7 % 5) - 2) * 0.25;

    private ScoreSheet Read(Guid jurorId, Guid candidatureId, double quality)
    {
        var favourites = favouritesOf.TryGetValue(jurorId, out var held) ? held : favouritesOf[jurorId] = [];
        var sheet = new ScoreSheet(jurorId, candidatureId, Staff, world.Now);
        var marks = cohort.Criteria.Select(criterion => Mark(criterion, quality)).ToList();
        var opinion = quality switch
        {
            > 3.4 when favourites.Count < cohort.FavouritesPerJuror => Opinion.CoupDeCoeur,
            > 2.6 => Opinion.Favorable,
            > 1.9 => Opinion.Reserve,
            _ => Opinion.Defavorable,
        };
        Must(sheet.Write(marks, opinion, "Dossier lu en entier ; à approfondir pendant l’audition.", cohort, world.Now));
        Must(sheet.Lock(cohort, world.Now, favourites));
        if (opinion == Opinion.CoupDeCoeur)
        {
            favourites.Add(candidatureId.ToString());
        }

        return sheet;
    }

    private MarkText Mark(Criterion criterion, double quality)
    {
        if (random.Next(25) == 0)
        {
            return new MarkText(criterion.Key, null, true, "Le dossier ne permet pas de se prononcer.");
        }

        var value = (int)Math.Clamp(Math.Round(quality + (random.NextDouble() - 0.5) * 2), 0, cohort.ScaleMax);
        return new MarkText(criterion.Key, value, false, criterion.Anchors[value]);
    }

    private static void Must(Result result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"The demo broke a rule: {result.Error.Code}, {result.Error.Message}");
        }
    }
}
