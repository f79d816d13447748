using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <summary>One place of the form of wishes, as it is being filled.</summary>
/// <param name="Choice">Null while no challenge is chosen.</param>
public sealed record WishSlot(WishText? Choice, string Contribution)
{
    public bool IsEmpty => Choice is null && string.IsNullOrWhiteSpace(Contribution);
}

/// <param name="Slots">In order of preference.</param>
public sealed record AutosaveWishesCommand(
    Guid CandidatureId,
    IReadOnlyList<WishSlot> Slots,
    string Version,
    OpenPage Page,
    DateTimeOffset ArrivedAt
);

/// <summary>Keeps the wishes while the person writes them, like <see cref="AutosaveSection"/>: a place that can't be stored waits.</summary>
public sealed class AutosaveWishes(CandidatureEditing editing, OwnCandidature own)
{
    public async Task<Result<KeptDraft>> ExecuteAsync(AutosaveWishesCommand command, Actor actor, CancellationToken ct)
    {
        var late = Result.Ok;
        var result = await editing.ExecuteAsync<Result<KeptDraft>>(
            actor,
            EditingParts.Wishes,
            "save",
            command.ArrivedAt,
            async found =>
                found.Candidature.Id == command.CandidatureId
                    ? Keep(found, command, await own.OpenChallengesAsync(found.Cohort.Id, ct))
                    : CandidatureRefusals.NotStarted,
            refusal => refusal,
            ct,
            async found => late = KeepLate(found, command, await own.OpenChallengesAsync(found.Cohort.Id, ct))
        );
        return late.IsOk ? result : Result<KeptDraft>.Refuse([.. result.Errors, .. late.Errors]);
    }

    private static Result<KeptDraft> Keep(Editing found, AutosaveWishesCommand command, IReadOnlyList<OpenChallenge> open)
    {
        var (wishes, notKept) = Storable(found.Candidature, command.Slots, open);
        var unseen = found.IsLate(command.ArrivedAt)
            ? Result.Ok
            : SaveWishes.RefuseUnseen(found.Candidature, wishes, command.Version, command.Page);
        if (!unseen.IsOk)
        {
            return unseen.Error;
        }

        var saved = found.Candidature.SaveWishes(wishes, found.Cohort.Timetable, command.ArrivedAt, command.Page.Id);
        return saved.IsOk
            ? new KeptDraft(
                SaveWishes.VersionOf(found.Candidature.Wishes),
                found.Candidature.State,
                found.Candidature.TimetableFrom(found.Cohort.Timetable).CallClosesAt,
                notKept
            )
            : Result<KeptDraft>.Refuse(saved.Errors);
    }

    private static Result KeepLate(Editing found, AutosaveWishesCommand command, IReadOnlyList<OpenChallenge> open)
    {
        var (wishes, _) = Storable(found.Candidature, command.Slots, open);
        var unseen = SaveWishes.RefuseUnseen(found.Candidature, wishes, command.Version, command.Page);
        return unseen.IsOk
            ? found.Candidature.KeepLateWishes(wishes, found.Cohort.Timetable, command.ArrivedAt, command.Page.Id)
            : unseen;
    }

    private static (IReadOnlyList<WishText> Wishes, IReadOnlyList<DomainError> NotKept) Storable(
        Candidature candidature,
        IReadOnlyList<WishSlot> slots,
        IReadOnlyList<OpenChallenge> open
    )
    {
        var wishes = new List<WishText>();
        var notKept = new List<DomainError>();
        for (var rank = 1; rank <= slots.Count; rank++)
        {
            var stored = candidature.Wishes.SingleOrDefault(wish => wish.Rank == rank)?.Text;
            var refusals = Refuse(candidature, slots[rank - 1], rank, wishes, open).ToList();
            notKept.AddRange(refusals);
            var wish =
                refusals.Count == 0 ? slots[rank - 1].Choice
                // A text that is too long doesn't undo the choice of its challenge.
                : refusals is [{ Code: "wishes.too-long" }]
                    ? slots[rank - 1].Choice! with
                    {
                        Contribution = stored?.ChallengeId == slots[rank - 1].Choice!.ChallengeId ? stored.Contribution : "",
                    }
                : stored;
            if (wish is not null && wishes.TrueForAll(other => other.ChallengeId != wish.ChallengeId))
            {
                wishes.Add(wish);
            }
        }

        return (wishes, notKept);
    }

    private static IEnumerable<DomainError> Refuse(
        Candidature candidature,
        WishSlot slot,
        int rank,
        List<WishText> before,
        IReadOnlyList<OpenChallenge> open
    )
    {
        if (slot.IsEmpty)
        {
            yield break;
        }

        if (slot.Choice is null)
        {
            yield return CandidatureErrors.NoChallengeChosen with
            {
                Field = $"Wish{rank}",
            };
        }
        else if (before.Exists(other => other.ChallengeId == slot.Choice.ChallengeId))
        {
            yield return CandidatureErrors.SameWishTwice with
            {
                Field = $"Wish{rank}",
            };
        }
        else if (!SaveWishes.IsOffered(slot.Choice, candidature.Wishes, open))
        {
            yield return CandidatureErrors.WishClosed(rank) with
            {
                Field = $"Wish{rank}",
            };
        }

        if (PlainText.Clean(slot.Contribution).Trim().Length > CandidatureForm.ContributionMaxLength)
        {
            yield return CandidatureErrors.ContributionTooLong with
            {
                Field = $"Contribution{rank}",
            };
        }
    }
}
