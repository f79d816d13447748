using EigPortal.Services.Candidatures.Mails;
using EigPortal.Services.Challenges;
using EigPortal.Services.Completions;
using EigPortal.Services.Contracts;
using EigPortal.Services.Extensions;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Juries;
using EigPortal.Services.Mailings;
using EigPortal.Services.Messages;
using EigPortal.Services.Outages;
using EigPortal.Services.Privacy.Mails;
using EigPortal.Services.Reminders;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Services.Selection;
using EigPortal.Services.Selection.Forming;

namespace EigPortal.Services.Mail.Wording;

/// <summary>Every message that the portal writes by itself, in the order of the year: what staff preview and reword.</summary>
public static class MailTemplates
{
    public static readonly IReadOnlyList<MailTemplate> All =
    [
        AccountWords.ConfirmAddress,
        AccountWords.AlreadyRegistered,
        AccountWords.ResetPassword,
        AccountWords.PasswordChanged,
        AccountWords.PasskeyAdded,
        AccountWords.ConfirmNewAddress,
        AccountWords.AddressChangeAsked,
        AccountWords.AddressTaken,
        AccountWords.Invitation,
        ClosingReminder.Untouched,
        ClosingReminder.Soon,
        ClosingReminder.Today,
        ClosingReminder.Edits,
        ExtensionMail.Words,
        FormChangedMail.Words,
        ProlongationMail.Words,
        ChallengeWithdrawnMail.Words,
        SubmissionReceipt.Words,
        WithdrawalReceipt.Words,
        DocumentBlockedNotice.Words,
        CompletionAskedMail.Words,
        CompletionExtendedMail.Words,
        CompletionReminders.Words,
        CompletionWithdrawnMail.Words,
        CompletionReceipt.Words,
        MessageNotice.ToPerson,
        MessageNotice.ToTeam,
        AskMentorOpinions.Words,
        ReadingMails.Words,
        SheetUnlockedMail.Words,
        MarkingReminder.Words,
        MarkingReopenedMail.Words,
        HearingInvitationMail.First,
        HearingInvitationMail.Moved,
        HearingKeptMail.Words,
        ConsentMail.Words,
        OfferMail.UnderEmbargo,
        OfferMail.Afterwards,
        OfferReminderMail.Words,
        OfferAnsweredMail.Accepted,
        OfferAnsweredMail.Declined,
        OfferAnsweredMail.Revoked,
        DecisionNotice.WaitingList,
        DecisionNotice.NotRetained,
        WaitingNews.Words,
        WaitingListLeftMail.Words,
        ContractToSignMail.ToFellow,
        ContractToSignMail.ToHost,
        ErasureNotice.Words,
        ErasureConfirmation.Words,
    ];

    public static MailTemplate? Find(string key) => All.SingleOrDefault(template => template.Key == key);
}
