using EigPortal.Domain.Candidates;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Privacy.Retaining;

/// <param name="Hold">Why it stays although its time comes; null when nothing stops it.</param>
public sealed record HeldTerm(RetentionTerm Term, string? Hold);

/// <summary>What staff see of the clocks: no names, and nothing of a file that a tie hides from them (B21).</summary>
public sealed class RetentionBoard(EigDbContext db, RetentionTerms terms, ErasureHolds holds)
{
    public async Task<IReadOnlyList<HeldTerm>> UntilAsync(DateTimeOffset instant, Actor actor, CancellationToken ct)
    {
        var rows = new List<HeldTerm>();
        foreach (var term in await terms.UntilAsync(instant, db.Candidatures.ForStaff(actor, db), ct))
        {
            var hold = term.Purpose == RetentionPurpose.Candidature ? await holds.OfAsync(term.CandidatureId, ct) : null;
            rows.Add(new HeldTerm(term, hold is null ? null : HoldWords(hold.Code)));
        }

        return rows;
    }

    /// <summary>The hold as staff read it; its own sentence speaks to the person.</summary>
    private static string HoldWords(string code) =>
        code switch
        {
            "erasure.offer" => "Une proposition attend une réponse",
            "erasure.contract" => "Un contrat court",
            _ => "Un contrat se prépare",
        };
}
