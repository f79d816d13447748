namespace EigPortal.Services.Candidatures;

/// <summary>Somebody tried to submit or save after closing. Staff see the list; nothing of it enters the submission.</summary>
public sealed class LateAttempt(Guid candidatureId, string act, DateTimeOffset at)
{
    /// <summary>An answer to a request for completion, after the deadline of the request.</summary>
    public const string Completion = "complement";

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public Guid CandidatureId { get; private set; } = candidatureId;

    /// <summary>"submit", "save" or "complement".</summary>
    public string Act { get; private set; } = act;
    public DateTimeOffset At { get; private set; } = at;
}
