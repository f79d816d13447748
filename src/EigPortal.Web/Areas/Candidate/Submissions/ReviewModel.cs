using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Candidatures;
using EigPortal.Web.Areas.Candidate.Candidatures;
using EigPortal.Web.Areas.Candidate.Shared;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Candidate.Submissions;

/// <summary>An answer of the draft, with a link to download when it is a document.</summary>
public sealed record ReviewAnswer(string Label, string Text, string? Href = null);

public sealed record ReviewSection(TaskLine Task, IReadOnlyList<ReviewAnswer> Answers);

/// <summary>The whole draft, what it still lacks, and the form that submits it.</summary>
/// <param name="Key">Idempotency key: posting the page twice submits once.</param>
public sealed record ReviewModel(IReadOnlyList<ReviewSection> Sections, string Key, StandingModel Standing)
{
    public bool IsComplete => Sections.All(section => section.Task.Missing.Count == 0);

    /// <summary>Whether submitting would change anything.</summary>
    public bool HasSomethingToSubmit => Standing.State != CandidatureState.Submitted || Standing.HasUnsubmittedEdits;

    public static ReviewModel From(CandidatureFile file, string key, DateTimeOffset now) =>
        new(
            [.. TaskLines.Of(file).Select(task => new ReviewSection(task, Answers(file, task.Key)))],
            key,
            StandingModel.From(file, now)
        );

    private static IReadOnlyList<ReviewAnswer> Answers(CandidatureFile file, string key) =>
        key switch
        {
            CandidatureForm.Wishes =>
            [
                .. file
                    .Candidature.Wishes.OrderBy(wish => wish.Rank)
                    .Select(wish => new ReviewAnswer(
                        $"Vœu {wish.Rank}\u00a0: {file.ChallengeName(wish.ChallengeId)}, {wish.Profile}",
                        wish.Contribution
                    )),
            ],
            CandidatureForm.Documents =>
            [
                .. file
                    .Candidature.CurrentDocuments.OrderBy(document => document.Kind)
                    .Select(document => new ReviewAnswer(
                        DocumentLabels.Of(document.Kind),
                        document.FileName,
                        $"/candidature/documents/{document.Id}"
                    )),
            ],
            _ =>
            [
                .. file
                    .Form.Find(key)!
                    .Fields.Select(field => new ReviewAnswer(
                        field.Label,
                        field.Shown(file.Candidature.AnswersOf(key).GetValueOrDefault(field.Key) ?? "")
                    )),
            ],
        };
}

/// <summary>A submission, shown back to the person who made it.</summary>
/// <param name="IsLast">Whether it is the one that counts.</param>
/// <param name="IsAddressProved">Otherwise the mail of this receipt waits for it.</param>
public sealed record ReceiptModel(
    SnapshotModel Snapshot,
    string CohortName,
    bool IsLast,
    StandingModel Standing,
    bool IsAddressProved
);
