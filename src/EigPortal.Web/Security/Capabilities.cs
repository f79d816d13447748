namespace EigPortal.Web.Security;

/// <summary>
/// Names of the policies: what somebody may do, not who they are. Each is judged on what the database says at this instant, never on
/// the cookie. A visitor is sent to sign in; a signed-in person who lacks the capability gets the page of an unknown address.
/// </summary>
public static class Capabilities
{
    /// <summary>Write one's own candidature: any account, its address confirmed or not (ADR 23).</summary>
    public const string Candidate = nameof(Candidate);

    /// <summary>Read and score: a juror in session who has accepted the charter; sent to the charter otherwise.</summary>
    public const string Jury = nameof(Jury);

    /// <summary>Reach the charter: a juror in session, charter accepted or not.</summary>
    public const string JuryEntry = nameof(JuryEntry);

    /// <summary>Run the programme: staff and administrators.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Give roles, see accounts and security settings.</summary>
    public const string Administrator = nameof(Administrator);

    /// <summary>See the team of one's challenge or administration: mentors and host contacts.</summary>
    public const string Host = nameof(Host);

    public static readonly IReadOnlyList<string> All = [Candidate, Jury, JuryEntry, Staff, Administrator, Host];

    /// <summary>The capability that an area asks for, by its name.</summary>
    public static string OfArea(string area) =>
        area switch
        {
            "Candidate" => Candidate,
            "Jury" => Jury,
            "Admin" => Staff,
            "Host" => Host,
            _ => throw new InvalidOperationException(
                $"Area {area} has no capability: add it to {nameof(Capabilities)}.{nameof(OfArea)}."
            ),
        };
}
