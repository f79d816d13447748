using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Candidatures;

/// <param name="Wishes">In order of preference.</param>
/// <param name="Version">Mark of the wishes that the form was filled from, see <see cref="SaveWishes.VersionOf"/>.</param>
public sealed record SaveWishesCommand(IReadOnlyList<WishText> Wishes, string Version, DateTimeOffset ArrivedAt);

/// <summary>Keeps the wishes as draft. Refuses when they were saved elsewhere since the form was opened, unless both say the same.</summary>
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

    public Task<Result> ExecuteAsync(SaveWishesCommand command, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
            "save",
            command.ArrivedAt,
            async found =>
            {
                if (VersionOf(found.Candidature.Wishes) != command.Version && !Same(found.Candidature.Wishes, command.Wishes))
                {
                    return CandidatureRefusals.Changed;
                }

                return await SaveAsync(found, command.Wishes, command.ArrivedAt, ct);
            },
            refusal => refusal,
            ct
        );

    /// <summary>Adds one wish after those already made; does nothing when it is there or when there is no room.</summary>
    internal Task<Result> AddAsync(WishText wish, DateTimeOffset arrivedAt, Actor actor, CancellationToken ct) =>
        editing.ExecuteAsync<Result>(
            actor,
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

    private async Task<Result> SaveAsync(
        Editing found,
        IReadOnlyList<WishText> wishes,
        DateTimeOffset arrivedAt,
        CancellationToken ct
    )
    {
        // A challenge withdrawn meanwhile may stay in a draft, which says so; a new wish must be one of the open ones.
        var open = (await own.OpenChallengesAsync(found.Cohort.Id, ct)).ToDictionary(challenge => challenge.Id);
        var kept = found.Candidature.Wishes.Select(wish => (wish.ChallengeId, wish.Profile)).ToHashSet();
        var unknown = wishes.FirstOrDefault(wish =>
            !kept.Contains((wish.ChallengeId, wish.Profile))
            && !(open.TryGetValue(wish.ChallengeId, out var challenge) && challenge.Profiles.Contains(wish.Profile))
        );
        return unknown is null
            ? found.Candidature.SaveWishes(wishes, found.Cohort.Timetable, arrivedAt)
            : CandidatureErrors.WishClosed(wishes.ToList().IndexOf(unknown) + 1);
    }

    private static bool Same(IEnumerable<Wish> stored, IReadOnlyList<WishText> typed) =>
        stored
            .OrderBy(wish => wish.Rank)
            .Select(wish => (wish.ChallengeId, wish.Profile, wish.Contribution))
            .SequenceEqual(typed.Select(wish => (wish.ChallengeId, wish.Profile, PlainText.Clean(wish.Contribution).Trim())));
}
