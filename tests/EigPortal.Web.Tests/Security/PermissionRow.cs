using System.Text.RegularExpressions;

namespace EigPortal.Web.Tests.Security;

/// <summary>Somebody who asks. Each is pure: one role, so that an answer is due to that role alone.</summary>
public enum Persona
{
    Visitor,

    /// <summary>Heard by the jury, not recruited.</summary>
    Candidate,

    /// <summary>Accepted an offer, sits in a team, has a contract.</summary>
    Fellow,

    /// <summary>Has accepted the charter and read files.</summary>
    Juror,

    /// <summary>Has not accepted the charter.</summary>
    NewJuror,

    /// <summary>Mentor of a challenge of another administration than <see cref="Host"/>'s, and no juror.</summary>
    Mentor,

    /// <summary>Operational mentor of a challenge of <see cref="Host"/>'s, and juror; reads no file of <see cref="Juror"/>'s.</summary>
    MentorJuror,
    Host,
    Staff,
    Administrator,

    /// <summary>Of the programme team, with an excluding conflict of interest on one file (<see cref="PermissionWorld.Tied"/>).</summary>
    TiedStaff,
}

/// <summary>What a persona meets.</summary>
public enum Access
{
    /// <summary>The page, or the act. For a form: it is taken into account, even if only to say what is wrong with it.</summary>
    Open,

    /// <summary>302 to the sign-in page.</summary>
    SignIn,

    /// <summary>302 to the charter of the jury.</summary>
    Charter,

    /// <summary>404, the same to the byte as for an address that never existed.</summary>
    Hidden,

    /// <summary>401: a machine that doesn't show its secret.</summary>
    Secret,
}

/// <summary>Who may reach an endpoint at all, and what the others meet.</summary>
public sealed record Audience(
    IReadOnlyCollection<Persona> Members,
    bool IsPublic = false,
    bool HasCharter = false,
    bool IsForMachines = false
)
{
    private static readonly Persona[] People = [.. Enum.GetValues<Persona>().Where(persona => persona != Persona.Visitor)];

    public static readonly Audience Everybody = new([Persona.Visitor, .. People], IsPublic: true);

    /// <summary>No person: machines that prove who they are by a secret of their own.</summary>
    public static readonly Audience Machines = new([], IsForMachines: true);

    /// <summary>Any account: its own pages, its own candidature.</summary>
    public static readonly Audience SignedIn = new(People);
    public static readonly Audience Jurors = new([Persona.Juror, Persona.MentorJuror], HasCharter: true);
    public static readonly Audience JurorsAndNew = new([Persona.Juror, Persona.MentorJuror, Persona.NewJuror]);
    public static readonly Audience Hosts = new([Persona.Host, Persona.Mentor, Persona.MentorJuror]);
    public static readonly Audience Staff = new([Persona.Staff, Persona.Administrator, Persona.TiedStaff]);
    public static readonly Audience Administrators = new([Persona.Administrator]);

    /// <summary>These people and no other account.</summary>
    public static Audience Only(params Persona[] members) => new(members);

    public Access Of(Persona persona) =>
        Members.Contains(persona) ? Access.Open
        : IsForMachines ? Access.Secret
        : persona == Persona.Visitor && !IsPublic ? Access.SignIn
        : persona == Persona.NewJuror && HasCharter ? Access.Charter
        : Access.Hidden;
}

/// <summary>Real values for the parameters of a pattern, in their order, and the members of the audience who may reach that object.</summary>
/// <param name="Members">Null: the whole audience.</param>
public sealed record Target(Func<PermissionWorld, IReadOnlyList<object>> Values, IReadOnlyCollection<Persona>? Members);

/// <summary>A line of <see cref="PermissionTable"/>.</summary>
public sealed partial class PermissionRow(string method, string pattern, Audience audience)
{
    private readonly List<Target> targets = [];

    public string Method => method;
    public string Pattern => pattern;
    public Audience Audience => audience;
    public IReadOnlyList<Target> Targets => targets;
    public string Key => $"{method} {pattern}";

    /// <summary>The address, with a value for each parameter of the pattern; « inconnu » where there is none.</summary>
    public string PathOf(IReadOnlyList<object> values)
    {
        var left = new Queue<object>(values);
        return Parameters().Replace(Pattern, _ => $"{(left.TryDequeue(out var value) ? value : "inconnu")}");
    }

    [GeneratedRegex(@"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}")]
    private static partial Regex Parameters();

    /// <summary>Statuses of an open page.</summary>
    public IReadOnlyList<int> Statuses { get; private set; } = [200];

    /// <summary>The act closes the session of whoever does it.</summary>
    public bool ClosesSession { get; private set; }

    /// <summary>Sent with the form, after the token, when an empty form would teach nothing.</summary>
    public IReadOnlyList<(string Name, string Value)> Form { get; private set; } = [];

    /// <summary>An object for the pattern, open to these members of the audience, or to all of it when none is named.</summary>
    public PermissionRow On(Func<PermissionWorld, IReadOnlyList<object>> values, params Persona[] members)
    {
        targets.Add(new Target(values, members.Length == 0 ? null : members));
        return this;
    }

    /// <summary>An object that exists and is open to nobody of the audience.</summary>
    public PermissionRow NotOn(Func<PermissionWorld, IReadOnlyList<object>> values)
    {
        targets.Add(new Target(values, []));
        return this;
    }

    /// <summary>Besides the objects above, this one: open to staff, hidden from the colleague who has a tie with the person.</summary>
    public PermissionRow Tied(Func<PermissionWorld, IReadOnlyList<object>> values) =>
        On(values, Persona.Staff, Persona.Administrator);

    /// <summary>When the address, opened as it is, leads elsewhere or shows nothing yet.</summary>
    public PermissionRow Answers(params int[] statuses)
    {
        Statuses = statuses;
        return this;
    }

    /// <summary>What a machine sends as its bearer token.</summary>
    public string? Secret { get; private set; }

    public PermissionRow WithSecret(string secret)
    {
        Secret = secret;
        return this;
    }

    public PermissionRow With(params (string Name, string Value)[] form)
    {
        Form = form;
        return this;
    }

    public PermissionRow EndsSession()
    {
        ClosesSession = true;
        return this;
    }
}
