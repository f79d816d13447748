using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Admin.Plans;

/// <summary>What a plan is asked; written in the address, so that a proposal can be shared and found again.</summary>
public sealed class PlanQuery
{
    /// <summary>Value of <see cref="Mode"/>: move all that nobody has begun.</summary>
    public const string Anew = "refaire";
    public const string Keep = "garder";

    public int? Lectures { get; init; }
    public int? Metier { get; init; }
    public int? Charge { get; init; }
    public string? Mode { get; init; }

    public bool IsAsked => Lectures is not null && Metier is not null && Charge is not null;

    public PlanRules ToRules() => new(Lectures ?? 0, Metier ?? 0, Charge ?? 0, Mode != Anew);

    public string ToQuery(int charge) => $"?lectures={Lectures}&metier={Metier}&charge={charge}&mode={Mode ?? Keep}";

    /// <summary>Usual figures where nothing is asked: a tenth more than an even share, so that ties and trades leave some room.</summary>
    /// <param name="usualReadings">That a file of the promotion needs.</param>
    public PlanQuery Filled(int usualReadings, int files, IReadOnlyCollection<JuryMember> present)
    {
        var readings = Lectures ?? usualReadings;
        var share = present.Count == 0 ? 0 : (int)Math.Ceiling(1.1m * readings * files / present.Count);
        return new PlanQuery
        {
            Lectures = readings,
            Metier = Metier ?? (present.Any(member => member.Families.Count > 0) ? 1 : 0),
            Charge = Charge ?? Math.Clamp(share, 1, PlanRules.MostFiles),
            Mode = Mode ?? Keep,
        };
    }

    public IEnumerable<DomainError> Refusals()
    {
        if (Lectures is < 1 or > PlanRules.MostReadings)
        {
            yield return new(
                "plan.readings",
                $"Choisissez de 1 à {PlanRules.MostReadings} lectures par dossier.",
                nameof(Lectures)
            );
        }

        if (Metier < 0 || Metier > (Lectures ?? PlanRules.MostReadings))
        {
            yield return new("plan.trade", "Choisissez un nombre de 0 à celui des lectures par dossier.", nameof(Metier));
        }

        if (Charge is < 1 or > PlanRules.MostFiles)
        {
            yield return new("plan.load", $"Choisissez de 1 à {PlanRules.MostFiles} dossiers par personne.", nameof(Charge));
        }
    }
}

/// <param name="Preview">Null before a plan is asked for.</param>
public sealed record PlanModel(PlanQuery Query, IReadOnlyList<JuryMember> Present, int Files, PlanPreview? Preview)
{
    /// <summary>One series while nothing is given yet.</summary>
    public static IReadOnlyList<string> Series(PlannedReadings plan) =>
        plan.Stayed == 0 ? ["Dossiers"] : ["Déjà confiés", "Ajoutés"];

    /// <summary>Loads once applied: what stays, then what is added.</summary>
    public IReadOnlyList<Bar> Loads(PlannedReadings plan)
    {
        var added = plan.Added.CountBy(pair => pair.JurorId).ToDictionary();
        return
        [
            .. Preview!
                .Problem.Jurors.Where(juror => plan.Loads.ContainsKey(juror.JurorId))
                .Select(juror => (juror.Name, All: plan.Loads[juror.JurorId], Added: added.GetValueOrDefault(juror.JurorId)))
                .Select(row => plan.Stayed == 0 ? new Bar(row.Name, row.All) : new Bar(row.Name, row.All - row.Added, row.Added)),
        ];
    }

    /// <summary>Numbers of files per juror, in order of name.</summary>
    public IEnumerable<(string Juror, IReadOnlyList<PlanPair> Pairs)> ByJuror(IReadOnlyList<PlanPair> pairs) =>
        pairs
            .GroupBy(pair => pair.JurorId)
            .Select(group => (Juror: Preview!.NameOf(group.Key), Pairs: (IReadOnlyList<PlanPair>)[.. group]))
            .OrderBy(row => row.Juror, StringComparer.Ordinal);
}

/// <summary>A plan, and why there is none, in plain words.</summary>
public static class PlanWords
{
    /// <summary>Files named before « et 12 autres ».</summary>
    private const int NamedFiles = 8;

    public static string Done(AppliedPlan done)
    {
        var given = FrenchNumbers.Count(done.Given, "lecture confiée", "lectures confiées");
        var jurors = FrenchNumbers.Count(done.JurorIds.Count, "personne, qui reçoit", "personnes, qui reçoivent chacune");
        var back =
            done.TakenBack == 0 ? "" : $" {FrenchNumbers.Count(done.TakenBack, "lecture déplacée", "lectures déplacées")}.";
        return done.Given == 0 ? $"Le plan est appliqué.{back}" : $"{given} à {jurors} un courriel.{back}";
    }

    public static string Of(PlanConstraint rule, PlanModel model)
    {
        var rules = model.Preview!.Problem.Rules;
        return rule switch
        {
            PlanConstraint.Load => $"Personne ne lit plus de {FrenchNumbers.Count(rules.MaxPerJuror, "dossier", "dossiers")}.",
            PlanConstraint.OwnLimits => "Des membres du jury ont une limite plus basse, fixée pour eux.",
            PlanConstraint.Ties => "Des liens d’intérêts écartent des membres du jury de certains dossiers.",
            PlanConstraint.TiesToReview =>
                "Des liens proposés par le portail ne sont pas encore examinés : ils écartent en attendant.",
            PlanConstraint.TakenAway => "Des lectures ont été retirées à des membres du jury, à la main.",
            PlanConstraint.Competence trade =>
                $"{FrenchNumbers.Count(rules.CompetentPerFile, "lecture au moins", "lectures au moins")} de chaque dossier de {Labels.Of(trade.Family).ToLowerInvariant()} par une personne du métier : {Judges(trade, model)}.",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
        };
    }

    public static string Lack(PlanBlock block, PlanModel model)
    {
        var files =
            $"{FrenchNumbers.Count(block.Files.Count, "dossier demande", "dossiers demandent")} encore {FrenchNumbers.Count(block.Needed, "lecture", "lectures")}";
        return block.Conflicting.Count == 0
            ? $"{files}, et le jury compte {FrenchNumbers.Count(model.Present.Count, "membre", "membres")} : chaque lecture d’un dossier est faite par une personne différente."
            : $"{files}. En respectant ces règles, {FrenchNumbers.Count(block.Possible, "peut être confiée", "peuvent être confiées")} : il en manque {FrenchNumbers.Number(block.Needed - block.Possible)}.";
    }

    public static string Names(PlanBlock block)
    {
        var named = string.Join(", ", block.Files.Take(NamedFiles).Select(file => file.Number));
        return block.Files.Count > NamedFiles ? $"{named} et {block.Files.Count - NamedFiles} autres" : named;
    }

    public static string Groups(PlannedReadings plan, PlanRules rules) =>
        plan.Groups switch
        {
            0 => "Aucune lecture",
            1 => "Tout le jury est relié par des dossiers communs : les sévérités pourront être comparées.",
            _ when rules.ReadingsPerFile == 1 =>
                "Avec une seule lecture par dossier, rien ne relie les membres du jury : leurs sévérités ne pourront pas être comparées.",
            _ =>
                $"Le jury reste en {plan.Groups} groupes sans dossier commun : aucune lecture permise ne les relie, leurs sévérités ne pourront pas être comparées. Ouvrez des métiers à plus de membres.",
        };

    private static string Judges(PlanConstraint.Competence trade, PlanModel model)
    {
        var judges = model.Present.Count(member => member.Families.Contains(trade.Family));
        return judges == 0 ? "personne ne le juge" : FrenchNumbers.Count(judges, "membre le juge", "membres le jugent");
    }
}
