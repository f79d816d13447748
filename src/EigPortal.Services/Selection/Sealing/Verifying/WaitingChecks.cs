using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Selection;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>Who waits and which seats are free, as decisions say it; then whom the lists designate, computed again (ADR 28).</summary>
internal static class WaitingChecks
{
    public static IEnumerable<MinutesCheck> Of(MinutesParts parts)
    {
        var waiting = parts.Decisions.Waiting;
        yield return new MinutesCheck("Liste d’attente, places libres et personnes", [.. Facts(parts)]);
        var people = waiting
            .People.Select(person => new WaitingPerson(
                person.FileId,
                [.. person.Places.Select(place => (new ListKey(place.ChallengeId, place.Profile), place.Position))]
            ))
            .ToList();
        var found = SeatRepair
            .Designate(
                [.. waiting.FreeSeats.Select(seat => new FreeSeat(seat.PostId, new ListKey(seat.ChallengeId, seat.Profile)))],
                people
            )
            .ToDictionary(seat => seat.Seat.PostId, seat => seat.CandidatureId);
        var written = waiting.Designations.ToDictionary(seat => seat.PostId, seat => seat.FileId);
        var posts = parts.Rules.Posts.ToDictionary(post => post.Id, post => $"{post.Challenge}, {post.Profile}");
        yield return new MinutesCheck(
            $"Liste d’attente, personnes désignées ({found.Count})",
            [
                .. found
                    .Keys.Union(written.Keys)
                    .Select(post =>
                        Said.Difference(
                            posts.GetValueOrDefault(post, "poste inconnu"),
                            written.GetValueOrDefault(post),
                            found.GetValueOrDefault(post),
                            person => person is { } id ? Said.Id(id) : "personne"
                        )
                    )
                    .OfType<string>(),
            ]
        );
    }

    private static IEnumerable<string> Facts(MinutesParts parts)
    {
        var standing = parts.Decisions.Decisions.Where(decision => decision.State != DecisionState.Cancelled).ToList();
        var retained = standing.Where(decision => decision.Kind == DecisionKind.Retained).Select(decision => decision.PostId);
        var taken = retained.Concat(parts.Decisions.Seated.Select(place => (Guid?)place.PostId)).ToHashSet();
        var open = parts.Lists.Lists.Select(list => (list.ChallengeId, list.Profile)).ToHashSet();
        var free = parts
            .Rules.Posts.Where(post => open.Contains((post.ChallengeId, post.Profile)) && !taken.Contains(post.Id))
            .Select(post => new MinutesFreeSeat(post.Id, post.ChallengeId, post.Profile))
            .ToHashSet();
        if (!free.SetEquals(parts.Decisions.Waiting.FreeSeats))
        {
            yield return "les places libres ne sont pas celles que les décisions laissent";
        }

        var files = parts.Readings.Files.ToDictionary(file => file.Id);
        var waiting = standing
            .Where(decision => decision is { Kind: DecisionKind.WaitingList, State: DecisionState.Validated })
            .Where(decision => files[decision.FileId].State == CandidatureState.Preselected && decision.Places.Count > 0)
            .ToDictionary(
                decision => decision.FileId,
                decision =>
                    decision.Places.OrderBy(place => WishOf(files[decision.FileId], place)).ThenBy(place => place.Position)
            );
        var written = parts.Decisions.Waiting.People.ToDictionary(person => person.FileId, person => person.Places);
        foreach (
            var file in waiting
                .Keys.Union(written.Keys)
                .Where(file =>
                    !waiting.TryGetValue(file, out var expected)
                    || !written.TryGetValue(file, out var places)
                    || !expected.SequenceEqual(places)
                )
        )
        {
            yield return $"dossier {Said.Id(file)} : n’attend pas où les décisions le disent";
        }
    }

    /// <summary>A list that the person did not wish for comes last.</summary>
    private static int WishOf(MinutesCandidature file, MinutesWaitingPlace place) =>
        file.Wishes.Where(wish => wish.ChallengeId == place.ChallengeId && wish.Profile == place.Profile)
            .Min(wish => (int?)wish.Rank)
        ?? int.MaxValue;
}
