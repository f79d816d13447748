using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

public enum CandidatureState
{
    Draft,
    Submitted,
    Withdrawn,

    /// <summary>Eligible and complete, by staff's check.</summary>
    Admissible,

    /// <summary>Ineligible or incomplete; the article is stated.</summary>
    Inadmissible,
    Preselected,
    NotPreselected,
}

public enum CandidatureVerb
{
    Edit,
    Submit,
    Withdraw,
    Admit,
    Reject,
    Preselect,
    SetAside,
    Reconsider,

    /// <summary>Staff give the person more time than the others, before or after the closing (E1).</summary>
    Extend,

    /// <summary>Keeps in the draft what arrived after closing; the submission is untouched.</summary>
    KeepLate,

    /// <summary>Erases all that the person typed; the state stays for statistics.</summary>
    Erase,

    /// <summary>Staff ask for pieces of a submitted file, or give more time for them.</summary>
    AskCompletion,

    /// <summary>The person sends what was asked.</summary>
    Complete,
}

/// <summary>What became of answers saved automatically.</summary>
/// <param name="Version">Version of the section now.</param>
/// <param name="NotKept">Why some answers could not be stored; what the draft held for them stays.</param>
public sealed record KeptAnswers(int Version, IReadOnlyList<DomainError> NotKept);

/// <summary>One person's application to one promotion. The jury reads its last snapshot, never the live answers.</summary>
public sealed partial class Candidature : Entity
{
    public const int MaxWishes = 2;
    public const int ReasonMaxLength = 1_000;

    /// <summary>Stands for a reason that was erased.</summary>
    public const string ErasedWords = "Effacé avec le dossier";

    /// <summary>Rows: from, verb, to. Windows (is the call open, has it closed) are checked by the verbs in addition.</summary>
    public static readonly Transitions<CandidatureState, CandidatureVerb> Allowed = new([
        (CandidatureState.Draft, CandidatureVerb.Edit, CandidatureState.Draft),
        (CandidatureState.Submitted, CandidatureVerb.Edit, CandidatureState.Submitted),
        (CandidatureState.Withdrawn, CandidatureVerb.Edit, CandidatureState.Withdrawn),
        (CandidatureState.Draft, CandidatureVerb.Submit, CandidatureState.Submitted),
        (CandidatureState.Submitted, CandidatureVerb.Submit, CandidatureState.Submitted),
        (CandidatureState.Withdrawn, CandidatureVerb.Submit, CandidatureState.Submitted),
        (CandidatureState.Submitted, CandidatureVerb.Withdraw, CandidatureState.Withdrawn),
        (CandidatureState.Admissible, CandidatureVerb.Withdraw, CandidatureState.Withdrawn),
        (CandidatureState.Preselected, CandidatureVerb.Withdraw, CandidatureState.Withdrawn),
        (CandidatureState.Draft, CandidatureVerb.Extend, CandidatureState.Draft),
        (CandidatureState.Submitted, CandidatureVerb.Extend, CandidatureState.Submitted),
        (CandidatureState.Withdrawn, CandidatureVerb.Extend, CandidatureState.Withdrawn),
        (CandidatureState.Submitted, CandidatureVerb.Admit, CandidatureState.Admissible),
        (CandidatureState.Submitted, CandidatureVerb.Reject, CandidatureState.Inadmissible),
        (CandidatureState.Admissible, CandidatureVerb.Preselect, CandidatureState.Preselected),
        (CandidatureState.Admissible, CandidatureVerb.SetAside, CandidatureState.NotPreselected),
        (CandidatureState.Admissible, CandidatureVerb.Reconsider, CandidatureState.Submitted),
        (CandidatureState.Inadmissible, CandidatureVerb.Reconsider, CandidatureState.Submitted),
        (CandidatureState.Preselected, CandidatureVerb.Reconsider, CandidatureState.Admissible),
        (CandidatureState.NotPreselected, CandidatureVerb.Reconsider, CandidatureState.Admissible),
        (CandidatureState.Submitted, CandidatureVerb.AskCompletion, CandidatureState.Submitted),
        (CandidatureState.Admissible, CandidatureVerb.AskCompletion, CandidatureState.Admissible),
        (CandidatureState.Preselected, CandidatureVerb.AskCompletion, CandidatureState.Preselected),
        (CandidatureState.Submitted, CandidatureVerb.Complete, CandidatureState.Submitted),
        (CandidatureState.Admissible, CandidatureVerb.Complete, CandidatureState.Admissible),
        (CandidatureState.Preselected, CandidatureVerb.Complete, CandidatureState.Preselected),
        .. Enum.GetValues<CandidatureState>().Select(state => (state, CandidatureVerb.KeepLate, state)),
        .. Enum.GetValues<CandidatureState>().Select(state => (state, CandidatureVerb.Erase, state)),
    ]);

    private readonly List<SectionAnswers> sections = [];
    private readonly List<Wish> wishes = [];
    private readonly List<Document> documents = [];
    private readonly List<Snapshot> snapshots = [];

    private Candidature() { }

    public Candidature(Guid candidateId, Guid cohortId, DateTimeOffset now)
    {
        CandidateId = candidateId;
        CohortId = cohortId;
        StartedAt = now;
        LastEditedAt = now;
        Raise(new CandidatureStarted(Id));
    }

    public Guid CandidateId { get; private set; }
    public Guid CohortId { get; private set; }
    public CandidatureState State { get; private set; }

    /// <summary>Public number given at the first submission, such as "EIG3-0042"; kept for ever.</summary>
    public string? Number { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset LastEditedAt { get; private set; }

    /// <summary>Instant of the last submission; null while nothing was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Something was edited after the last submission: it counts for nothing until submitted again.</summary>
    public bool HasUnsubmittedEdits { get; private set; }

    /// <summary>Why staff rejected or set aside; shown to the person when the outcome is released.</summary>
    public string? ScreeningReason { get; private set; }

    /// <summary>Article of the rules that a rejection rests on, such as "article 4".</summary>
    public string? ScreeningArticle { get; private set; }
    public DateTimeOffset? ScreenedAt { get; private set; }

    /// <summary>When everything personal was erased; null while the file exists.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Remarks of the programme team for the jury (rules, article 6.3).</summary>
    public string RemarksForJury { get; private set; } = "";

    /// <summary>End of the time that staff gave to this person alone; null when the closing of the promotion applies.</summary>
    public DateTimeOffset? ExtendedUntil { get; private set; }
    public string? ExtensionReason { get; private set; }

    /// <summary>The open page that last saved the wishes, see <see cref="SectionAnswers.Page"/>.</summary>
    public Guid? WishesPage { get; private set; }

    public IReadOnlyList<SectionAnswers> Sections => sections;
    public IReadOnlyList<Wish> Wishes => wishes;
    public IReadOnlyList<Document> Documents => documents;
    public IReadOnlyList<Snapshot> Snapshots => snapshots;
    public Snapshot? LastSnapshot => snapshots.MaxBy(snapshot => snapshot.Sequence);
    public IEnumerable<Document> CurrentDocuments =>
        documents.Where(document => document is { RemovedAt: null, PendingFor: null });

    /// <summary>The dates that hold for this person: the promotion's, with their own extension. Every window is judged by these.</summary>
    public Timetable TimetableFrom(Timetable promotion) => promotion.ExtendedUntil(ExtendedUntil);

    public IReadOnlyDictionary<string, string> AnswersOf(string sectionKey) =>
        sections.SingleOrDefault(section => section.Key == sectionKey)?.Answers ?? [];

    /// <summary>Keeps a section as draft. Refuses outside the call, and answers that can't be stored (too long, unknown choice).</summary>
    /// <param name="page">The open page that saves, see <see cref="SectionAnswers.Page"/>.</param>
    /// <param name="formVersion">Version of the form that the page showed.</param>
    public Result SaveSection(
        SectionDescriptor descriptor,
        IReadOnlyDictionary<string, string> posted,
        Timetable timetable,
        DateTimeOffset now,
        Guid? page = null,
        int formVersion = 1
    )
    {
        if (CheckWindow(CandidatureVerb.Edit, timetable, now) is { } refusal)
        {
            return refusal;
        }

        var answers = descriptor.Clean(posted);
        var errors = RefuseNew(descriptor, answers);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        Write(descriptor, answers, page, formVersion, now);
        return Result.Ok;
    }

    /// <summary>Keeps the answers that can be stored, so that one wrong answer never costs the others (B4). Refuses outside the call.</summary>
    public Result<KeptAnswers> KeepAnswers(
        SectionDescriptor descriptor,
        IReadOnlyDictionary<string, string> posted,
        Timetable timetable,
        DateTimeOffset now,
        Guid? page,
        int formVersion = 1
    ) =>
        CheckWindow(CandidatureVerb.Edit, timetable, now) is { } refusal
            ? refusal
            : Keep(descriptor, posted, page, formVersion, now);

    /// <summary>Keeps in the draft what arrived after closing. Nothing of it enters the submission. Refuses before closing.</summary>
    public Result<KeptAnswers> KeepLateAnswers(
        SectionDescriptor descriptor,
        IReadOnlyDictionary<string, string> posted,
        Timetable timetable,
        DateTimeOffset now,
        Guid? page,
        int formVersion = 1
    ) => CheckLate(timetable, now) is { } refusal ? refusal : Keep(descriptor, posted, page, formVersion, now);

    /// <summary>Keeps the wishes as draft, in order of preference. Refuses more than two, twice the same challenge, too long a text.</summary>
    public Result SaveWishes(IReadOnlyList<WishText> texts, Timetable timetable, DateTimeOffset now, Guid? page = null) =>
        CheckWindow(CandidatureVerb.Edit, timetable, now) is { } refusal ? refusal : WriteWishes(texts, page, now);

    /// <summary>Keeps in the draft the wishes that arrived after closing, by the same rules. Refuses before closing.</summary>
    public Result KeepLateWishes(IReadOnlyList<WishText> texts, Timetable timetable, DateTimeOffset now, Guid? page = null) =>
        CheckLate(timetable, now) is { } refusal ? refusal : WriteWishes(texts, page, now);

    /// <summary>Adds a checked file. A new CV or portfolio replaces the former one, which stays for the snapshots that name it.</summary>
    public Result<Document> AttachDocument(
        DocumentKind kind,
        Guid fileId,
        string fileName,
        long length,
        string sha256,
        Timetable timetable,
        DateTimeOffset now
    )
    {
        if (CheckWindow(CandidatureVerb.Edit, timetable, now) is { } refusal)
        {
            return refusal;
        }

        foreach (var former in CurrentDocuments.Where(document => document.Kind == kind).ToList())
        {
            former.Remove(now);
        }

        var added = new Document(Id, kind, fileId, fileName, length, sha256, now);
        documents.Add(added);
        MarkEdited(now);
        return added;
    }

    public Result RemoveDocument(Guid documentId, Timetable timetable, DateTimeOffset now)
    {
        if (CheckWindow(CandidatureVerb.Edit, timetable, now) is { } refusal)
        {
            return refusal;
        }

        if (CurrentDocuments.SingleOrDefault(document => document.Id == documentId) is not { } document)
        {
            return CandidatureErrors.UnknownDocument;
        }

        document.Remove(now);
        MarkEdited(now);
        return Result.Ok;
    }

    /// <summary>Whether the draft may be changed by a request that arrived then. For work that lasts, such as sending a large file.</summary>
    public Result MayEdit(Timetable timetable, DateTimeOffset arrivedAt) =>
        CheckWindow(CandidatureVerb.Edit, timetable, arrivedAt) is { } refusal ? refusal : Result.Ok;

    /// <summary>
    /// Malicious software was found in a document, current or former. In no window and in any state: a danger is told whenever it is
    /// found. Refuses what is unknown or already blocked.
    /// </summary>
    public Result BlockDocument(Guid documentId, DateTimeOffset now)
    {
        if (documents.SingleOrDefault(found => found.Id == documentId) is not { } document)
        {
            return CandidatureErrors.UnknownDocument;
        }

        if (document.BlockedAt is not null)
        {
            return CandidatureErrors.AlreadyBlocked;
        }

        document.Block(now);
        Raise(new DocumentBlocked(Id, document.Id, document.Kind));
        return Result.Ok;
    }

    /// <summary>A later analysis found nothing in a blocked document. Refuses what is unknown or not blocked.</summary>
    public Result UnblockDocument(Guid documentId)
    {
        if (documents.SingleOrDefault(found => found.Id == documentId) is not { } document)
        {
            return CandidatureErrors.UnknownDocument;
        }

        if (document.BlockedAt is null)
        {
            return CandidatureErrors.NotBlocked;
        }

        document.Unblock();
        Raise(new DocumentUnblocked(Id, document.Id, document.Kind));
        return Result.Ok;
    }

    /// <summary>What is missing before submission, section by section; empty when the file is complete.</summary>
    /// <param name="openChallenges">Challenges of the promotion that accept candidatures, with the profiles of their posts.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<DomainError>> Missing(
        PromotionForm form,
        IReadOnlyDictionary<Guid, IReadOnlyList<string>> openChallenges
    )
    {
        var missing = form.Sections.ToDictionary(
            section => section.Key,
            section => section.RefuseSubmission(AnswersOf(section.Key))
        );
        missing[CandidatureForm.Wishes] = MissingWishes(openChallenges);
        missing[CandidatureForm.Documents] = MissingDocuments();
        return missing;
    }

    /// <summary>What was received under this key; null when nothing was.</summary>
    public Snapshot? ReceivedAs(string submissionKey) =>
        snapshots.SingleOrDefault(snapshot => snapshot.SubmissionKey == submissionKey);

    /// <summary>
    /// Submits what the draft says now, as a new immutable snapshot. Refuses outside [opens, closes), judged at the instant the request
    /// arrived, and an incomplete file. The same key twice gives the first snapshot again.
    /// </summary>
    public Result<Snapshot> Submit(
        string submissionKey,
        Func<string> nextNumber,
        SnapshotPeople people,
        PromotionForm form,
        IReadOnlyDictionary<Guid, IReadOnlyList<string>> openChallenges,
        Timetable timetable,
        DateTimeOffset arrivedAt
    )
    {
        if (ReceivedAs(submissionKey) is { } already)
        {
            return already;
        }

        if (CheckWindow(CandidatureVerb.Submit, timetable, arrivedAt) is { } refusal)
        {
            return refusal;
        }

        var missing = Missing(form, openChallenges).SelectMany(section => section.Value).ToList();
        if (missing.Count > 0)
        {
            return Result<Snapshot>.Refuse(missing);
        }

        var again = snapshots.Count > 0;
        Number ??= nextNumber();
        var made = new Snapshot(
            Id,
            snapshots.Count + 1,
            submissionKey,
            SnapshotContent.Of(this, people, form, arrivedAt),
            arrivedAt
        );
        snapshots.Add(made);
        (State, SubmittedAt, WithdrawnAt, HasUnsubmittedEdits) = (CandidatureState.Submitted, arrivedAt, null, false);
        Raise(new CandidatureSubmitted(Id, made.Sequence, again));
        return made;
    }

    /// <summary>Takes the candidature back, until a decision. Applying again is possible while the call is open.</summary>
    public Result Withdraw(DateTimeOffset now)
    {
        if (Check(CandidatureVerb.Withdraw) is { } refusal)
        {
            return refusal;
        }

        (State, WithdrawnAt, HasUnsubmittedEdits) = (CandidatureState.Withdrawn, now, false);
        EndCompletion(CompletionState.Withdrawn, now);
        Raise(new CandidatureWithdrawn(Id));
        return Result.Ok;
    }

    /// <summary>Staff found the file eligible and complete. Only after closing: until then the person may still change it.</summary>
    public Result Admit(Timetable timetable, DateTimeOffset now)
    {
        if (CheckScreening(CandidatureVerb.Admit, timetable, now) is { } refusal)
        {
            return refusal;
        }

        (State, ScreenedAt, ScreeningReason, ScreeningArticle) = (CandidatureState.Admissible, now, null, null);
        Raise(new CandidatureScreened(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Staff found the file ineligible or incomplete. The article of the rules and the reason are required (E5).</summary>
    public Result Reject(string article, string reason, Timetable timetable, DateTimeOffset now)
    {
        if (CheckScreening(CandidatureVerb.Reject, timetable, now) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(article))
        {
            return new DomainError("screening.article", "Citez l’article du règlement sur lequel repose le refus.", "Article");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("screening.reason", "Dites ce qui manque ou ce qui n’est pas rempli.", "Reason");
        }

        (State, ScreenedAt) = (CandidatureState.Inadmissible, now);
        (ScreeningArticle, ScreeningReason) = (PlainText.CleanLine(article), PlainText.Clean(reason).Trim());
        Raise(new CandidatureScreened(Id, State, $"{ScreeningArticle} : {ScreeningReason}"));
        return Result.Ok;
    }

    public Result Preselect(string remarksForJury, DateTimeOffset now)
    {
        if (CheckAwaited(CandidatureVerb.Preselect, now) is { } refusal)
        {
            return refusal;
        }

        (State, ScreenedAt, RemarksForJury) = (CandidatureState.Preselected, now, PlainText.Clean(remarksForJury).Trim());
        Raise(new CandidatureScreened(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Not preselected for a hearing. The reason is required.</summary>
    public Result SetAside(string reason, DateTimeOffset now)
    {
        if (CheckAwaited(CandidatureVerb.SetAside, now) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("screening.reason", "Dites pourquoi la candidature n’est pas présélectionnée.", "Reason");
        }

        (State, ScreenedAt, ScreeningReason) = (CandidatureState.NotPreselected, now, PlainText.Clean(reason).Trim());
        Raise(new CandidatureScreened(Id, State, ScreeningReason));
        return Result.Ok;
    }

    /// <summary>Undoes the last screening step, with a reason.</summary>
    public Result Reconsider(string reason, DateTimeOffset now)
    {
        if (Check(CandidatureVerb.Reconsider) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("screening.reason", "Dites pourquoi vous revenez sur cette étape.", "Reason");
        }

        State = Allowed.Next(State, CandidatureVerb.Reconsider)!.Value;
        (ScreenedAt, ScreeningReason, ScreeningArticle) = (now, null, null);
        Raise(new CandidatureScreened(Id, State, PlainText.Clean(reason).Trim()));
        return Result.Ok;
    }

    /// <summary>
    /// Gives this person more time, before or after the closing (E1). Refuses without a reason, before the call opens, an end that is
    /// past or not later than what already holds, and one that comes after the results.
    /// </summary>
    public Result Extend(Result<DateTimeOffset> typed, string reason, Timetable timetable, DateTimeOffset now)
    {
        if (Check(CandidatureVerb.Extend) is { } refusal)
        {
            return CandidatureErrors.ExtensionAfterScreening with { Code = refusal.Code };
        }

        var errors = new List<DomainError>();
        if (timetable.CallAt(now) is CallState.NotOpen or CallState.Unscheduled)
        {
            errors.Add(CohortErrors.CallNotOpen);
        }

        errors.AddRange(typed.IsOk ? RefuseExtension(typed.Value, timetable, now) : typed.Errors);

        if (string.IsNullOrWhiteSpace(reason))
        {
            errors.Add(CandidatureErrors.ExtensionReason);
        }
        else if (PlainText.Clean(reason).Trim().Length > ReasonMaxLength)
        {
            errors.Add(CandidatureErrors.ExtensionReasonTooLong);
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        var until = typed.Value;
        (ExtendedUntil, ExtensionReason) = (until, PlainText.Clean(reason).Trim());
        Raise(new CandidatureExtended(Id, until, ExtensionReason));
        return Result.Ok;
    }

    private IEnumerable<DomainError> RefuseExtension(DateTimeOffset until, Timetable timetable, DateTimeOffset now)
    {
        if (until <= now)
        {
            yield return CandidatureErrors.ExtensionPast;
        }
        else if (!(until > TimetableFrom(timetable).CallClosesAt))
        {
            yield return CandidatureErrors.ExtensionNotLater;
        }
        else if (until >= timetable.ResultsAt)
        {
            yield return CandidatureErrors.ExtensionAfterResults;
        }
    }

    /// <summary>
    /// Erases answers, contributions, documents and the words of every submission. The number, the state, the dates and the challenges
    /// asked for stay, tied to nobody. Nothing else can be done to the file afterwards.
    /// </summary>
    /// <param name="isUnderReview">The results are not public: a candidature in the process leaves it, since nobody can judge an empty file.</param>
    public Result Erase(ErasureCause cause, bool isUnderReview, DateTimeOffset now)
    {
        if (Check(CandidatureVerb.Erase) is { } refusal)
        {
            return refusal;
        }

        if (isUnderReview && Allowed.Allows(State, CandidatureVerb.Withdraw))
        {
            (State, WithdrawnAt) = (CandidatureState.Withdrawn, now);
        }

        sections.Clear();
        // Their rows go with the files they name.
        documents.ForEach(document => document.Remove(now));
        wishes.ForEach(wish => wish.Erase());
        snapshots.ForEach(snapshot => snapshot.Erase(now));
        completions.ForEach(request => request.Erase(now));
        CompletionUntil = null;
        (ErasedAt, HasUnsubmittedEdits, RemarksForJury) = (now, false, "");
        ExtensionReason = ExtensionReason is null ? null : ErasedWords;
        ScreeningReason = ScreeningReason is null ? null : ErasedWords;
        Raise(new CandidatureErased(Id, cause));
        return Result.Ok;
    }

    private KeptAnswers Keep(
        SectionDescriptor descriptor,
        IReadOnlyDictionary<string, string> posted,
        Guid? page,
        int formVersion,
        DateTimeOffset now
    )
    {
        var answers = descriptor.Clean(posted);
        var refused = RefuseNew(descriptor, answers);
        var stored = AnswersOf(descriptor.Key);
        foreach (var error in refused)
        {
            answers[error.Field!] = stored.GetValueOrDefault(error.Field!) ?? "";
        }

        return new KeptAnswers(Write(descriptor, answers, page, formVersion, now).Version, refused);
    }

    /// <summary>
    /// An answer that is stored already is kept, even when the form has changed since and would refuse it: the person learns it when
    /// they check their answers.
    /// </summary>
    private List<DomainError> RefuseNew(SectionDescriptor descriptor, Dictionary<string, string> answers)
    {
        var stored = AnswersOf(descriptor.Key);
        return
        [
            .. descriptor
                .RefuseDraft(answers)
                .Where(error => stored.GetValueOrDefault(error.Field!) != answers.GetValueOrDefault(error.Field!)),
        ];
    }

    private SectionAnswers Write(
        SectionDescriptor descriptor,
        Dictionary<string, string> answers,
        Guid? page,
        int formVersion,
        DateTimeOffset now
    )
    {
        var section = sections.SingleOrDefault(existing => existing.Key == descriptor.Key);
        if (section is null)
        {
            sections.Add(section = new SectionAnswers(Id, descriptor.Key));
        }

        // What this page did not ask stays: a question retired, or one that came after the page was opened.
        var whole = new Dictionary<string, string>(section.Answers);
        foreach (var question in descriptor.Fields)
        {
            whole.TryAdd(question.Key, "");
        }

        foreach (var (key, text) in answers)
        {
            whole[key] = text;
        }

        if (section.Write(whole, page, formVersion, now))
        {
            MarkEdited(now);
        }

        return section;
    }

    private Result WriteWishes(IReadOnlyList<WishText> texts, Guid? page, DateTimeOffset now)
    {
        if (texts.Count > MaxWishes)
        {
            return CandidatureErrors.TooManyWishes;
        }

        if (texts.Select(text => text.ChallengeId).Distinct().Count() != texts.Count)
        {
            return CandidatureErrors.SameWishTwice;
        }

        if (texts.Any(text => PlainText.Clean(text.Contribution).Length > CandidatureForm.ContributionMaxLength))
        {
            return CandidatureErrors.ContributionTooLong;
        }

        WishesPage = page;
        var cleaned = texts.Select(text => text with { Contribution = PlainText.Clean(text.Contribution).Trim() }).ToList();
        if (cleaned.SequenceEqual(wishes.OrderBy(wish => wish.Rank).Select(wish => wish.Text)))
        {
            return Result.Ok;
        }

        // Wishes are rewritten in place, so that swapping the two never breaks the uniqueness of a rank half-way.
        wishes.RemoveAll(wish => wish.Rank > cleaned.Count);
        for (var i = 0; i < cleaned.Count; i++)
        {
            if (wishes.SingleOrDefault(wish => wish.Rank == i + 1) is { } existing)
            {
                existing.Write(cleaned[i]);
            }
            else
            {
                wishes.Add(new Wish(Id, i + 1, cleaned[i]));
            }
        }

        MarkEdited(now);
        return Result.Ok;
    }

    /// <summary>A document still being analysed is not missing: a scanner that is down keeps nobody from submitting (E3).</summary>
    private IReadOnlyList<DomainError> MissingDocuments()
    {
        var blocked = CurrentDocuments
            .Where(document => document.BlockedAt is not null)
            .Select(document => CandidatureErrors.Blocked(document.Kind));
        return CurrentDocuments.Any(document => document.Kind == DocumentKind.Cv)
            ? [.. blocked]
            : [CandidatureErrors.CvMissing, .. blocked];
    }

    private IReadOnlyList<DomainError> MissingWishes(IReadOnlyDictionary<Guid, IReadOnlyList<string>> openChallenges)
    {
        if (wishes.Count == 0)
        {
            return [CandidatureErrors.NoWish];
        }

        var errors = new List<DomainError>();
        foreach (var wish in wishes.OrderBy(wish => wish.Rank))
        {
            if (!openChallenges.TryGetValue(wish.ChallengeId, out var profiles) || !profiles.Contains(wish.Profile))
            {
                errors.Add(CandidatureErrors.WishClosed(wish.Rank));
            }

            if (wish.Contribution.Length == 0)
            {
                errors.Add(CandidatureErrors.ContributionMissing(wish.Rank));
            }
        }

        return errors;
    }

    private DomainError? Check(CandidatureVerb verb) =>
        ErasedAt is not null ? CandidatureErrors.Erased
        : Allowed.Allows(State, verb) ? null
        : CandidatureErrors.NotAllowed(State, verb);

    private DomainError? CheckWindow(CandidatureVerb verb, Timetable timetable, DateTimeOffset now) =>
        TimetableFrom(timetable).CallAt(now) switch
        {
            CallState.NotOpen or CallState.Unscheduled => CohortErrors.CallNotOpen,
            CallState.Closed => CohortErrors.CallClosed,
            CallState.Open => Check(verb),
        };

    private DomainError? CheckLate(Timetable timetable, DateTimeOffset now) =>
        TimetableFrom(timetable).CallAt(now) == CallState.Closed
            ? Check(CandidatureVerb.KeepLate)
            : new DomainError("call.not-closed", "L’appel n’est pas clos : enregistrez votre brouillon.");

    private DomainError? CheckScreening(CandidatureVerb verb, Timetable timetable, DateTimeOffset now) =>
        TimetableFrom(timetable).CallAt(now) == CallState.Closed
            ? CheckAwaited(verb, now)
            : new DomainError(
                "screening.call-open",
                "L’appel n’est pas clos pour cette personne : elle peut encore modifier son dossier. Revenez après la clôture."
            );

    private void MarkEdited(DateTimeOffset now)
    {
        LastEditedAt = now;
        HasUnsubmittedEdits = SubmittedAt is not null;
    }
}
