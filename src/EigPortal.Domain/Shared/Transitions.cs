namespace EigPortal.Domain.Shared;

/// <summary>The one table that says which verb is allowed in which state: used by the verbs, by every state × verb test and by the screens.</summary>
public sealed class Transitions<TState, TVerb>
    where TState : struct, Enum
    where TVerb : struct, Enum
{
    private readonly Dictionary<(TState, TVerb), TState> table;

    public Transitions(IEnumerable<(TState From, TVerb Verb, TState To)> rows) =>
        table = rows.ToDictionary(row => (row.From, row.Verb), row => row.To);

    public bool Allows(TState from, TVerb verb) => table.ContainsKey((from, verb));

    /// <summary>The state after the verb, or null when the verb is not allowed.</summary>
    public TState? Next(TState from, TVerb verb) => table.TryGetValue((from, verb), out var to) ? to : null;

    public IEnumerable<TVerb> AllowedFrom(TState state) => Enum.GetValues<TVerb>().Where(verb => Allows(state, verb));
}
