namespace EigPortal.Domain.Selection;

/// <summary>
/// Deferred acceptance, people proposing (D. Gale and L. S. Shapley, "College Admissions and the Stability of Marriage", 1962): each asks
/// for their next list, each list keeps its best, until nobody is refused. Nobody is passed over on a list for somebody below unless they
/// get a list they wish for more, and among all ways to achieve that each person gets the best they can.
/// </summary>
public static class DeferredAcceptance
{
    /// <param name="wishes">Lists of each person, the one they wish for most first; those without seats are passed.</param>
    /// <param name="seats">Seats of each list.</param>
    /// <param name="worth">What a list goes by, more being better; between equals, the first of the people.</param>
    /// <returns>People kept by each list, by their place among <paramref name="wishes"/>, the best first.</returns>
    public static IReadOnlyDictionary<ListKey, IReadOnlyList<int>> Match(
        IReadOnlyList<IReadOnlyList<ListKey>> wishes,
        IReadOnlyDictionary<ListKey, int> seats,
        Func<int, ListKey, decimal> worth
    )
    {
        var kept = seats.Keys.ToDictionary(list => list, _ => new List<int>());
        var next = new int[wishes.Count];
        var free = new Queue<int>(Enumerable.Range(0, wishes.Count));
        IEnumerable<int> InOrder(ListKey list) =>
            kept[list].OrderByDescending(person => worth(person, list)).ThenBy(person => person);
        while (free.TryDequeue(out var person))
        {
            if (next[person] == wishes[person].Count)
            {
                continue;
            }

            var list = wishes[person][next[person]++];
            if (!kept.TryGetValue(list, out var holders))
            {
                free.Enqueue(person);
                continue;
            }

            holders.Add(person);
            if (holders.Count > seats[list])
            {
                var refused = InOrder(list).Last();
                holders.Remove(refused);
                free.Enqueue(refused);
            }
        }

        return kept.Keys.ToDictionary(list => list, list => (IReadOnlyList<int>)[.. InOrder(list)]);
    }
}
