using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Services.Contracts;
using EigPortal.Services.Teams;
using EigPortal.Services.Text;

namespace EigPortal.Web.Areas.Host.Teams;

/// <summary>Where the promotion stands for those who welcome it, and what it asks of them now.</summary>
public sealed record HostPhase(string Title, string Text)
{
    public static HostPhase At(Cohort cohort, DateTimeOffset now)
    {
        var timetable = cohort.Timetable;
        return timetable.CallAt(now) switch
        {
            CallState.NotOpen => new(
                "L’appel n’est pas encore ouvert",
                $"Il ouvre le {FrenchDates.Long(timetable.CallOpensAt!.Value)}. Relisez le texte de votre défi : il est déjà public."
            ),
            CallState.Open => new(
                "L’appel est ouvert",
                $"Les candidatures se déposent jusqu’au {FrenchDates.Long(timetable.CallClosesAt!.Value)}. Vous en voyez le nombre, jamais les noms."
            ),
            CallState.Closed when !cohort.ResultsArePublicAt(now) => new(
                "La sélection est en cours",
                $"{Results(timetable)} Les personnes qui ont accepté un poste apparaissent ici avant : gardez leur nom pour vous jusque-là."
            ),
            CallState.Closed or CallState.Unscheduled => AfterResults(timetable, FrenchDates.ParisDay(now)),
        };
    }

    private static HostPhase AfterResults(Timetable timetable, DateOnly today) =>
        (timetable.WorkStartsOn, timetable.WorkEndsOn) switch
        {
            ({ } starts, _) when today < starts => new(
                "L’équipe arrive bientôt",
                $"Elle prend son poste le {FrenchDates.Weekday(starts)}. Chaque contrat doit être signé avant ce jour."
            ),
            (_, { } ends) when today > ends => new("La promotion est terminée", "Merci de l’avoir accueillie."),
            (not null, _) => new("L’équipe est au travail", "Signalez à l’équipe du programme toute arrivée ou tout départ."),
            _ => new("La promotion se prépare", "Le calendrier sera annoncé ici."),
        };

    private static string Results(Timetable timetable) =>
        timetable.ResultsAt is { } at
            ? $"Les résultats sont publics le {FrenchDates.Long(at)}."
            : "La date des résultats sera annoncée ici.";
}

public sealed record HostModel(
    string Cohort,
    HostPhase Phase,
    IReadOnlyList<HostChallenge> Challenges,
    IReadOnlyList<ContractLine> Contracts,
    string ContactEmail
)
{
    /// <summary>The signed copy that was refused, and why.</summary>
    public (Guid ContractId, string Message)? RefusedCopy { get; init; }

    /// <summary>Signed copies that the viewer's administration still owes, in the order of the page.</summary>
    public IEnumerable<(HostMember Member, ContractLine Contract)> OwedCopies =>
        from challenge in Challenges
        where challenge.IsEmployer
        from member in challenge.Members
        let contract = ContractOf(member)
        where contract is { State: ContractState.Sent }
        select (member, contract);

    public ContractLine? ContractOf(HostMember member) =>
        Contracts
            .Where(contract => contract.FellowId == member.FellowId)
            .MinBy(contract => contract.State == ContractState.Broken);

    public string? RefusalOf(ContractLine contract) =>
        RefusedCopy is { } refused && refused.ContractId == contract.Id ? refused.Message : null;

    /// <summary>Id of the field that takes the signed copy of a contract.</summary>
    public static string CopyField(Guid contractId) => $"copie-{contractId}";

    /// <summary>What the administration still owes for this person.</summary>
    public static string OwedFor(ContractLine? contract) =>
        (contract?.State ?? ContractState.Draft) switch
        {
            ContractState.Draft => "Rien pour l’instant\u00a0: le programme prépare le contrat.",
            ContractState.Sent => "La copie signée du contrat.",
            ContractState.Signed => "L’accueil de la personne le premier jour.",
            ContractState.Running or ContractState.Ended => "Rien.",
            ContractState.Broken => "Rien\u00a0: le contrat est rompu.",
        };
}
