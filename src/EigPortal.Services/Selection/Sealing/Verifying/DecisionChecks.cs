using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;

namespace EigPortal.Services.Selection.Sealing.Verifying;

/// <summary>Votes counted again, and decisions that hold together with seats, offers and people seated.</summary>
internal static class DecisionChecks
{
    public static IEnumerable<MinutesCheck> Of(MinutesParts parts)
    {
        var votes = parts.Sittings.Sum(sitting => sitting.Votes.Count);
        var decisions = parts.Decisions.Decisions.ToDictionary(decision => decision.Id);
        yield return new MinutesCheck(
            $"Votes ({votes})",
            [.. parts.Sittings.SelectMany(sitting => sitting.Votes.SelectMany(vote => Vote(sitting, vote, decisions)))]
        );
        yield return new MinutesCheck($"Décisions ({decisions.Count})", [.. Decisions(parts)]);
        yield return new MinutesCheck(
            $"Propositions et places prises ({parts.Decisions.Offers.Count})",
            [.. Offers(parts.Decisions, decisions)]
        );
    }

    private static IEnumerable<string> Vote(MinutesSitting sitting, MinutesVote vote, Dictionary<Guid, MinutesDecision> decisions)
    {
        var where = $"séance du {sitting.HeldOn:yyyy-MM-dd}, dossier {Said.Id(vote.FileId)}";
        // A casting vote that was kept is the chair's, who could vote then.
        var counted = new Ballot(vote.For, vote.Against, vote.Abstained, vote.CastingVote).Count(vote.Voters, chairVotes: true);
        if (!counted.IsOk)
        {
            yield return $"{where} : les voix ne font pas le compte des votants";
        }
        else if (Said.Difference(where, vote.Outcome, counted.Value, Words) is { } difference)
        {
            yield return difference;
        }

        if (vote.Voters < sitting.Quorum)
        {
            yield return $"{where} : {vote.Voters} votants pour un quorum de {sitting.Quorum}";
        }

        var decided = vote.DecisionId is { } id ? decisions.GetValueOrDefault(id) : null;
        if ((vote.Outcome == ResolutionOutcome.Adopted) != vote.DecisionId.HasValue)
        {
            yield return $"{where} : un vote adopté, et lui seul, enregistre une décision";
        }
        else if (vote.DecisionId is not null && (decided?.FileId, decided?.Kind) != (vote.FileId, vote.Kind))
        {
            yield return $"{where} : la décision n’est pas celle qui a été votée";
        }
    }

    private static IEnumerable<string> Decisions(MinutesParts parts)
    {
        var posts = parts.Rules.Posts.Select(post => post.Id).ToHashSet();
        var files = parts.Readings.Files.Select(file => file.Id).ToHashSet();
        foreach (var decision in parts.Decisions.Decisions)
        {
            var where = $"dossier {Said.Id(decision.FileId)}";
            if (!files.Contains(decision.FileId))
            {
                yield return $"{where} : ce dossier n’existe pas";
            }

            if (
                decision.Kind == DecisionKind.NotRetained
                    ? decision.PostId is not null
                    : !posts.Contains(decision.PostId ?? default)
            )
            {
                yield return $"{where} : le poste ne va pas avec la décision";
            }

            if (
                decision.State == DecisionState.Validated && decision.ValidatedBy is null
                || decision.ValidatedBy == decision.RecordedBy
            )
            {
                yield return $"{where} : une seconde personne doit avoir validé la décision";
            }

            if (decision.Kind != DecisionKind.WaitingList && decision.Places.Count > 0)
            {
                yield return $"{where} : attend sur une liste sans décision de liste d’attente";
            }
        }

        var standing = parts.Decisions.Decisions.Where(decision => decision.State != DecisionState.Cancelled).ToList();
        foreach (var file in standing.GroupBy(decision => decision.FileId).Where(file => file.Count() > 1))
        {
            yield return $"dossier {Said.Id(file.Key)} : {file.Count()} décisions en vigueur";
        }

        foreach (
            var seat in standing
                .Where(decision => decision.Kind == DecisionKind.Retained)
                .GroupBy(decision => decision.PostId)
                .Where(seat => seat.Count() > 1)
        )
        {
            yield return $"{string.Join(" et ", seat.Select(decision => Said.Id(decision.FileId)))} : retenus pour le même poste";
        }

        foreach (
            var place in standing
                .SelectMany(decision => decision.Places)
                .GroupBy(place => place)
                .Where(place => place.Count() > 1)
        )
        {
            yield return $"liste d’attente, {place.Key.Profile} : deux personnes au rang {place.Key.Position}";
        }
    }

    private static IEnumerable<string> Offers(MinutesDecisions all, Dictionary<Guid, MinutesDecision> decisions)
    {
        foreach (var offer in all.Offers)
        {
            var where = $"dossier {Said.Id(offer.FileId)}";
            var decision = decisions.GetValueOrDefault(offer.DecisionId);
            if ((decision?.Kind, decision?.FileId, decision?.PostId) != (DecisionKind.Retained, offer.FileId, offer.PostId))
            {
                yield return $"{where} : la proposition ne suit pas la décision";
            }
            else if (offer.State == OfferState.Sent && decision!.State != DecisionState.Validated)
            {
                yield return $"{where} : proposition en attente d’une décision qui n’est pas validée";
            }
        }

        foreach (var place in all.Seated)
        {
            var offer = all.Offers.LastOrDefault(offer =>
                offer.FileId == place.CandidatureId && offer.State == OfferState.Accepted
            );
            if (offer?.PostId != place.PostId)
            {
                yield return $"dossier {Said.Id(place.CandidatureId)} : la place prise n’est pas celle d’une proposition acceptée";
            }
        }
    }

    private static string Words(ResolutionOutcome outcome) =>
        outcome switch
        {
            ResolutionOutcome.Adopted => "adopté",
            ResolutionOutcome.Rejected => "rejeté",
        };
}
