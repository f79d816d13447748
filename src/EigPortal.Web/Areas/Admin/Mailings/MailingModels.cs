using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Mailings;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Mailings;
using EigPortal.Services.Screening;

namespace EigPortal.Web.Areas.Admin.Mailings;

/// <summary>A message to several candidates, as staff type it: in the order of the page, which errors are told in.</summary>
public sealed class MailingInput
{
    public CandidatureState? State { get; init; }
    public Guid? ChallengeId { get; init; }
    public string? Profile { get; init; }

    /// <summary>News to people who wait: chosen by the page that opens the form.</summary>
    public bool OnWaitingList { get; init; }
    public DateOnly? NextNewsOn { get; init; }
    public string? Subject { get; init; }
    public string? Body { get; init; }

    public MailingText ToText() =>
        new(
            Subject ?? "",
            Body ?? "",
            new MailingAudience(
                OnWaitingList ? null : State,
                ChallengeId,
                string.IsNullOrWhiteSpace(Profile) ? null : Profile.Trim(),
                OnWaitingList
            ),
            OnWaitingList ? NextNewsOn : null
        );

    public static MailingInput From(Mailing mailing) =>
        new()
        {
            Subject = mailing.Subject,
            Body = mailing.Body,
            State = mailing.State,
            ChallengeId = mailing.ChallengeId,
            Profile = mailing.Profile,
            OnWaitingList = mailing.OnWaitingList,
            NextNewsOn = mailing.NextNewsOn,
        };
}

/// <param name="Id">Null for a message not written yet.</param>
public sealed record MailingFormModel(
    Guid? Id,
    MailingInput Input,
    IReadOnlyList<ChallengeChoice> Challenges,
    IReadOnlyList<string> Profiles
);

/// <param name="List">Who it would go to or, for news to a waiting list, who got it; null once it is dropped.</param>
/// <param name="Example">The message as the first person of the list would read it.</param>
/// <param name="Challenge">Name of the challenge it is limited to.</param>
public sealed record MailingModel(
    Mailing Mailing,
    RecipientList? List,
    MailText Example,
    string? Challenge,
    IReadOnlyDictionary<MailState, int> Progress,
    bool IsOwn,
    bool MayLeave
)
{
    public bool IsToSend => Mailing.Standing is MailingState.Draft or MailingState.Asked;

    /// <summary>Names of people whom the author had read and who stopped waiting before the message left.</summary>
    public IReadOnlyList<string> Gone => List?.Gone ?? [];

    public static MailText ExampleOf(Mailing mailing)
    {
        var words = new MailWords(MailingDesk.WordsFor(mailing.OnWaitingList), mailing.Subject, mailing.Body);
        return mailing.OnWaitingList ? WaitingNews.Example(words, mailing.NextNewsOn) : words.Example();
    }
}
