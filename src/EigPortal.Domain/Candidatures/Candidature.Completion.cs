using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Candidatures;

/// <summary>The completion of a submitted file, asked by staff: never reopens anything but what was asked.</summary>
public sealed partial class Candidature
{
    private readonly List<CompletionRequest> completions = [];

    /// <summary>Requests made about this file. Loaded where they are acted on; <see cref="CompletionUntil"/> is always known.</summary>
    public IReadOnlyList<CompletionRequest> Completions => completions;

    /// <summary>Deadline of the request that waits for an answer; null when none does.</summary>
    public DateTimeOffset? CompletionUntil { get; private set; }

    public CompletionRequest? LastCompletion => completions.MaxBy(request => request.Number);

    private CompletionRequest? OpenCompletion => completions.SingleOrDefault(request => request.State == CompletionState.Open);

    /// <summary>Documents sent in answer to a request and not part of the file yet.</summary>
    public IEnumerable<Document> DocumentsFor(CompletionRequest request) =>
        documents.Where(document => document.RemovedAt is null && document.PendingFor == request.Id);

    /// <summary>
    /// Asks for pieces of a submitted file, with a reason and a deadline. Refuses while another request is open, an unknown piece, a
    /// deadline that is past or comes after the results.
    /// </summary>
    /// <param name="form">The version of the form that the last submission answers.</param>
    public Result<CompletionRequest> AskCompletion(
        CompletionPieces pieces,
        string reason,
        Result<DateTimeOffset> until,
        PromotionForm form,
        Timetable timetable,
        DateTimeOffset now
    )
    {
        if (Check(CandidatureVerb.AskCompletion) is { } refusal)
        {
            return refusal;
        }

        if (OpenCompletion is not null)
        {
            return CompletionErrors.AlreadyOpen;
        }

        var errors = RefuseDeadline(until, reason, timetable, now);
        if (pieces.IsEmpty)
        {
            errors.Insert(0, CompletionErrors.NothingAsked);
        }
        else if (pieces.Questions.Any(key => form.Question(key) is not { IsOn: true }))
        {
            errors.Insert(0, CompletionErrors.UnknownPiece);
        }

        if (errors.Count > 0)
        {
            return Result<CompletionRequest>.Refuse(errors);
        }

        var asked = new CompletionPieces([.. pieces.Questions.Distinct()], [.. pieces.Documents.Distinct().Order()]);
        var request = new CompletionRequest(this, asked, PlainText.Clean(reason).Trim(), until.Value, now);
        completions.Add(request);
        CompletionUntil = request.Until;
        Raise(new CompletionAsked(Id, request.Id, request.Until, request.Reason));
        return request;
    }

    /// <summary>Gives more time for the last request, even once its deadline is over. Never less.</summary>
    public Result ExtendCompletion(Result<DateTimeOffset> until, string reason, Timetable timetable, DateTimeOffset now)
    {
        if (Check(CandidatureVerb.AskCompletion) is { } refusal)
        {
            return refusal;
        }

        if (LastCompletion is not { } request)
        {
            return CompletionErrors.None;
        }

        if (request.Check(CompletionVerb.Extend) is { } closed)
        {
            return closed;
        }

        var errors = RefuseDeadline(until, reason, timetable, now);
        if (until.IsOk && until.Value > now && until.Value <= request.Until)
        {
            errors.Insert(0, CompletionErrors.NotLater);
        }

        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        request.Extend(until.Value, now);
        CompletionUntil = request.Until;
        Raise(new CompletionExtended(Id, request.Id, request.Until, PlainText.Clean(reason).Trim()));
        return Result.Ok;
    }

    /// <summary>Staff no longer ask. The submission counts as it was.</summary>
    public Result WithdrawCompletion(string reason, DateTimeOffset now)
    {
        if (LastCompletion is not { } request)
        {
            return CompletionErrors.None;
        }

        if (request.Check(CompletionVerb.Withdraw) is { } refusal)
        {
            return refusal;
        }

        if (RefuseReason(reason) is { } unsaid)
        {
            return unsaid;
        }

        EndCompletion(CompletionState.Withdrawn, now);
        Raise(new CompletionWithdrawn(Id, request.Id, PlainText.Clean(reason).Trim()));
        return Result.Ok;
    }

    /// <summary>Writes down that nothing came in time. Refuses before the deadline.</summary>
    public Result LapseCompletion(DateTimeOffset now)
    {
        if (LastCompletion is not { } request)
        {
            return CompletionErrors.None;
        }

        if (request.Check(CompletionVerb.Lapse) is { } refusal)
        {
            return refusal;
        }

        if (now < request.Until)
        {
            return CompletionErrors.NotAllowed(CompletionState.Open, CompletionVerb.Lapse);
        }

        EndCompletion(CompletionState.Lapsed, now);
        Raise(new CompletionLapsed(Id, request.Id));
        return Result.Ok;
    }

    /// <summary>Keeps answers to what was asked, without sending them. Anything else posted is ignored.</summary>
    /// <param name="form">The version of the form that the request names.</param>
    public Result KeepCompletion(IReadOnlyDictionary<string, string> posted, PromotionForm form, DateTimeOffset arrivedAt)
    {
        if (RefuseAnswer(arrivedAt) is { } refusal)
        {
            return refusal;
        }

        var request = LastCompletion!;
        var answers = CleanAsked(request, posted, form);
        var errors = RefuseKept(answers, form);
        if (errors.Count > 0)
        {
            return Result.Refuse(errors);
        }

        request.Keep(answers, arrivedAt);
        return Result.Ok;
    }

    /// <summary>Keeps with the request what arrived after its deadline, as far as it can be stored: it counts only if staff give more time.</summary>
    public Result KeepLateCompletion(IReadOnlyDictionary<string, string> posted, PromotionForm form, DateTimeOffset arrivedAt)
    {
        if (LastCompletion is not { } request || arrivedAt < request.Until)
        {
            return CompletionErrors.None;
        }

        if ((Check(CandidatureVerb.Complete) ?? request.Check(CompletionVerb.Keep)) is { } refusal)
        {
            return refusal;
        }

        var answers = CleanAsked(request, posted, form);
        foreach (var error in RefuseKept(answers, form))
        {
            answers.Remove(error.Field!);
        }

        request.Keep(answers, arrivedAt);
        return Result.Ok;
    }

    /// <summary>Adds a checked file in answer to the request; a former one of its kind leaves. The file itself does not change yet.</summary>
    public Result<Document> AttachToCompletion(
        DocumentKind kind,
        Guid fileId,
        string fileName,
        long length,
        string sha256,
        DateTimeOffset arrivedAt
    )
    {
        if (MayAttachToCompletion(kind, arrivedAt) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        var request = LastCompletion!;
        foreach (var former in DocumentsFor(request).Where(document => document.Kind == kind).ToList())
        {
            former.Remove(arrivedAt);
        }

        var added = new Document(Id, kind, fileId, fileName, length, sha256, arrivedAt, request.Id);
        documents.Add(added);
        return added;
    }

    public Result MayAttachToCompletion(DocumentKind kind, DateTimeOffset arrivedAt) =>
        RefuseAnswer(arrivedAt) is { } refusal ? refusal
        : LastCompletion!.Asked.Documents.Contains(kind) ? Result.Ok
        : CompletionErrors.NotAsked;

    /// <summary>Takes back a file joined to the answer.</summary>
    public Result RemoveFromCompletion(DocumentKind kind, DateTimeOffset arrivedAt)
    {
        if (RefuseAnswer(arrivedAt) is { } refusal)
        {
            return refusal;
        }

        if (DocumentsFor(LastCompletion!).SingleOrDefault(document => document.Kind == kind) is not { } joined)
        {
            return CandidatureErrors.UnknownDocument;
        }

        joined.Remove(arrivedAt);
        return Result.Ok;
    }

    /// <summary>Whether an answer to the request may still come, and what it lacks; empty when it can be sent.</summary>
    public IReadOnlyList<DomainError> MissingCompletion(CompletionRequest request, SnapshotContent about, PromotionForm form)
    {
        var joined = DocumentsFor(request).ToList();
        var questions = request.Asked.Questions.Select(key => form.Question(key)!).ToList();
        List<DomainError> missing =
        [
            .. questions
                .Select(question => question.RefuseSubmission(AnswerTo(request, about, form, question.Key)))
                .OfType<DomainError>(),
            .. request
                .Asked.Documents.Where(kind => joined.All(document => document.Kind != kind))
                .Select(CompletionErrors.DocumentMissing),
            .. joined
                .Where(document => document.BlockedAt is not null)
                .Select(document => CompletionErrors.DocumentBlocked(document.Kind)),
        ];
        var changes =
            joined.Count > 0
            || questions.Any(question => AnswerTo(request, about, form, question.Key) != Submitted(about, form, question.Key));
        return missing.Count > 0 || changes ? missing : [CompletionErrors.Unchanged];
    }

    /// <summary>
    /// Takes out of the draft the documents that those of the answer replace. Before <see cref="Complete"/>, and saved: one document of a
    /// kind is current.
    /// </summary>
    public void GiveWay(DateTimeOffset now)
    {
        var kinds = OpenCompletion is { } request ? DocumentsFor(request).Select(document => document.Kind).ToList() : [];
        foreach (var former in CurrentDocuments.Where(document => kinds.Contains(document.Kind)).ToList())
        {
            former.Remove(now);
        }
    }

    /// <summary>
    /// Sends the answer: a new version of the file, the last one with what was asked in its place. The state does not change, and the
    /// version asked about stays readable. The same key twice gives the same version.
    /// </summary>
    /// <param name="form">The version of the form that the request names.</param>
    public Result<Snapshot> Complete(string submissionKey, PromotionForm form, DateTimeOffset arrivedAt)
    {
        if (ReceivedAs(submissionKey) is { } already)
        {
            return already;
        }

        if (RefuseAnswer(arrivedAt) is { } refusal)
        {
            return refusal;
        }

        var (request, last) = (LastCompletion!, LastSnapshot!);
        var missing = MissingCompletion(request, last.Content, form);
        if (missing.Count > 0)
        {
            return Result<Snapshot>.Refuse(missing);
        }

        var joined = DocumentsFor(request).ToList();
        var answers = request.Asked.Questions.ToDictionary(key => key, key => AnswerTo(request, last.Content, form, key));
        var content = last.Content.CompletedWith(answers, joined, form, arrivedAt);
        var made = new Snapshot(Id, last.Sequence + 1, submissionKey, content, arrivedAt, request.Id);
        snapshots.Add(made);
        GiveWay(arrivedAt);
        joined.ForEach(document => document.JoinFile());
        WriteToDraft(answers, form, arrivedAt);
        request.Answer(made.Sequence, arrivedAt);
        CompletionUntil = null;
        Raise(new CandidatureCompleted(Id, request.Id, made.Sequence));
        return made;
    }

    /// <summary>The answer as it stands: what is kept with the request, or else what was submitted.</summary>
    public static string AnswerTo(CompletionRequest request, SnapshotContent about, PromotionForm form, string questionKey) =>
        request.Answers.GetValueOrDefault(questionKey) ?? Submitted(about, form, questionKey);

    private static string Submitted(SnapshotContent about, PromotionForm form, string questionKey) =>
        about.Sections.GetValueOrDefault(form.SectionOf(questionKey).Key)?.GetValueOrDefault(questionKey) ?? "";

    private DomainError? RefuseAnswer(DateTimeOffset arrivedAt) =>
        Check(CandidatureVerb.Complete)
        ?? (
            LastCompletion is not { } request ? CompletionErrors.None
            : request.StateAt(arrivedAt) == CompletionState.Lapsed ? CompletionErrors.Late
            : request.Check(CompletionVerb.Answer)
        );

    // A draft submitted again later says what the completion says. What else the person edited stays as unsubmitted as it was.
    private void WriteToDraft(Dictionary<string, string> answers, PromotionForm form, DateTimeOffset now)
    {
        var (edited, unsubmitted) = (LastEditedAt, HasUnsubmittedEdits);
        foreach (var section in answers.GroupBy(answer => form.SectionOf(answer.Key)))
        {
            var stored = sections.SingleOrDefault(existing => existing.Key == section.Key.Key);
            Write(section.Key, section.ToDictionary(), stored?.Page, stored?.FormVersion ?? form.Version, now);
        }

        (LastEditedAt, HasUnsubmittedEdits) = (edited, unsubmitted);
    }

    private static Dictionary<string, string> CleanAsked(
        CompletionRequest request,
        IReadOnlyDictionary<string, string> posted,
        PromotionForm form
    )
    {
        var asked = posted
            .Where(answer => request.Asked.Questions.Contains(answer.Key))
            .ToDictionary(answer => answer.Key, answer => form.Question(answer.Key)!.Once(answer.Value));
        return form.Sections.SelectMany(section => section.Clean(asked)).ToDictionary();
    }

    private static List<DomainError> RefuseKept(Dictionary<string, string> answers, PromotionForm form) =>
        [.. answers.Select(answer => form.Question(answer.Key)!.RefuseDraft(answer.Value)).OfType<DomainError>()];

    private void EndCompletion(CompletionState state, DateTimeOffset now)
    {
        OpenCompletion?.Close(state, now);
        CompletionUntil = null;
    }

    /// <summary>Refuses to judge a file while the person still has time to complete it.</summary>
    private DomainError? CheckAwaited(CandidatureVerb verb, DateTimeOffset now) =>
        Check(verb) ?? (CompletionUntil > now ? CompletionErrors.Awaited : null);

    private static List<DomainError> RefuseDeadline(
        Result<DateTimeOffset> until,
        string reason,
        Timetable timetable,
        DateTimeOffset now
    )
    {
        var errors = until.Errors.ToList();
        if (until.IsOk && until.Value <= now)
        {
            errors.Add(CompletionErrors.Past);
        }
        else if (until.IsOk && until.Value >= timetable.ResultsAt)
        {
            errors.Add(CompletionErrors.AfterResults);
        }

        if (RefuseReason(reason) is { } unsaid)
        {
            errors.Add(unsaid);
        }

        return errors;
    }

    private static DomainError? RefuseReason(string reason) =>
        PlainText.Clean(reason).Trim().Length switch
        {
            0 => CompletionErrors.Reason,
            > ReasonMaxLength => CompletionErrors.ReasonTooLong,
            _ => null,
        };
}
