using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <param name="Wishes">In order of preference.</param>
/// <param name="Version">Mark of the wishes that the form was filled from, see <see cref="SaveWishes.VersionOf"/>.</param>
public sealed record SaveWishesCommand(IReadOnlyList<WishText> Wishes, string Version, DateTimeOffset ArrivedAt)
{
    public OpenPage Page { get; init; } = OpenPage.None;
}

/// <summary>
/// Keeps the wishes as draft. Refuses when they were saved elsewhere since the form was opened, unless both say the same. After
/// closing it refuses too, and the wishes go to the draft only.
/// </summary>
public sealed class SaveWishes(CandidatureEditing editing, OwnCandidature own)
{
    /// <summary>Changes whenever a wish does: wishes have no version of their own.</summary>
    public static string VersionOf(IEnumerable<Wish> wishes)
    {
        var text = string.Join(
            '\0',
            wishes.OrderBy(wish => wish.Rank).Select(wish => $"{wish.ChallengeId}\0{wish.Profile}\0{wish.Contribution}")
        );
        return Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8)
        );
    }

    public async Task<Result> ExecuteAsync(SaveWishesCommand command, Actor actor, CancellationToken ct)
    {
        var late = Result.Ok;
        var result = await editing.ExecuteAsync<Result>(
            actor,
            EditingParts.Wishes,
            "save",
            command.ArrivedAt,
            async found =>
            {
                var unseen = found.IsLate(command.ArrivedAt)
                    ? Result.Ok
                    : RefuseUnseen(found.Candidature, command.Wishes, command.Version, command.Page);
                return unseen.IsOk ? await SaveAsync(found, command.Wishes, command.ArrivedAt, ct, command.Page.Id) : unseen;
            },
            refusal => refusal,
            ct,
            async found => late = await KeepLateAsync(found, command, ct)
        );
        return late.IsOk ? result : Result.Refuse([.. result.Errors, .. late.Errors]);
    }

    /// <summary>Adds one wish after those already made; does nothing when it is there or when there is no room.</summary>
    internal Task<Result> AddAsync(WishText wish, DateTimeOffset arrivedAt, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            EditingParts.Wishes,
            "save",
            arrivedAt,
            async found =>
            {
                var existing = found.Candidature.Wishes.OrderBy(made => made.Rank).ToList();
                if (existing.Count == Candidature.MaxWishes || existing.Exists(made => made.ChallengeId == wish.ChallengeId))
                {
                    return Result.Ok;
                }

                IReadOnlyList<WishText> all =
                [
                    .. existing.Select(made => new WishText(made.ChallengeId, made.Profile, made.Contribution)),
                    wish,
                ];
                return await SaveAsync(found, all, arrivedAt, ct);
            },
            refusal => refusal,
            ct
        );

    /// <summary>Refuses to overwrite wishes that this page has not seen.</summary>
    internal static Result RefuseUnseen(Candidature candidature, IReadOnlyList<WishText> typed, string version, OpenPage page) =>
        VersionOf(candidature.Wishes) == version || page.Wrote(candidature.WishesPage) || Same(candidature.Wishes, typed)
            ? Result.Ok
            : CandidatureRefusals.Changed;

    /// <summary>A challenge withdrawn meanwhile may stay in a draft, which says so; a new wish must be one of the open ones.</summary>
    internal static bool IsOffered(WishText wish, IReadOnlyList<Wish> stored, IReadOnlyList<OpenChallenge> open) =>
        stored.Any(known => known.ChallengeId == wish.ChallengeId && known.Profile == wish.Profile)
        || open.Any(challenge => challenge.Id == wish.ChallengeId && challenge.Profiles.Contains(wish.Profile));

    private async Task<Result> SaveAsync(
        Editing found,
        IReadOnlyList<WishText> wishes,
        DateTimeOffset arrivedAt,
        CancellationToken ct,
        Guid? page = null
    )
    {
        var open = await own.OpenChallengesAsync(found.Cohort.Id, ct);
        var unknown = wishes.FirstOrDefault(wish => !IsOffered(wish, found.Candidature.Wishes, open));
        return unknown is null
            ? found.Candidature.SaveWishes(wishes, found.Cohort.Timetable, arrivedAt, page)
            : CandidatureErrors.WishClosed(wishes.ToList().IndexOf(unknown) + 1);
    }

    private async Task<Result> KeepLateAsync(Editing found, SaveWishesCommand command, CancellationToken ct)
    {
        var unseen = RefuseUnseen(found.Candidature, command.Wishes, command.Version, command.Page);
        if (!unseen.IsOk)
        {
            return unseen;
        }

        var open = await own.OpenChallengesAsync(found.Cohort.Id, ct);
        return command.Wishes.All(wish => IsOffered(wish, found.Candidature.Wishes, open))
            ? found.Candidature.KeepLateWishes(command.Wishes, found.Cohort.Timetable, command.ArrivedAt, command.Page.Id)
            : CandidatureErrors.WishClosed(1);
    }

    private static bool Same(IEnumerable<Wish> stored, IReadOnlyList<WishText> typed) =>
        stored
            .OrderBy(wish => wish.Rank)
            .Select(wish => wish.Text)
            .SequenceEqual(typed.Select(wish => wish with { Contribution = PlainText.Clean(wish.Contribution).Trim() }));
}
