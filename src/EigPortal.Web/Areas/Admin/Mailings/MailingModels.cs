using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Mailings;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Mailings;
using EigPortal.Services.Screening;

namespace EigPortal.Web.Areas.Admin.Mailings;

/// <summary>A message to several candidates, as staff type it.</summary>
public sealed class MailingInput
{
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public CandidatureState? State { get; init; }
    public Guid? ChallengeId { get; init; }
    public string? Profile { get; init; }

    public MailingText ToText() =>
        new(
            Subject ?? "",
            Body ?? "",
            new MailingAudience(State, ChallengeId, string.IsNullOrWhiteSpace(Profile) ? null : Profile.Trim())
        );

    public static MailingInput From(Mailing mailing) =>
        new()
        {
            Subject = mailing.Subject,
            Body = mailing.Body,
            State = mailing.State,
            ChallengeId = mailing.ChallengeId,
            Profile = mailing.Profile,
        };
}

/// <param name="Id">Null for a message not written yet.</param>
public sealed record MailingFormModel(
    Guid? Id,
    MailingInput Input,
    IReadOnlyList<ChallengeChoice> Challenges,
    IReadOnlyList<string> Profiles
);

/// <param name="List">Who it would go to; null once it is sent or dropped.</param>
/// <param name="Example">The message as the first person of the list would read it.</param>
/// <param name="Challenge">Name of the challenge it is limited to.</param>
public sealed record MailingModel(
    Mailing Mailing,
    RecipientList? List,
    MailText Example,
    string? Challenge,
    IReadOnlyDictionary<MailState, int> Progress,
    bool IsOwn
)
{
    public static MailText ExampleOf(Mailing mailing) =>
        new MailWords(MailingDesk.Words, mailing.Subject, mailing.Body).Example();
}
