using System.Text.RegularExpressions;

namespace EigPortal.Web.Tests.Conventions;

/// <summary>What no source may hold, with what to write instead.</summary>
public sealed partial class SourceTests
{
    private const string Code = ".cs";
    private const string View = ".cshtml";
    private const string Months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";

    private static readonly Rule[] Rules =
    [
        new(
            Code,
            @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b",
            "Prenez l’heure du programme (ProgrammeClock, ou l’argument « now » dans le domaine) ou celle de la machine (TimeProvider)."
        ),
        new(Code, @"\basync void\b", "Renvoyez une Task : l’exception d’une méthode « async void » arrête le processus."),
        new(
            Code,
            @"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)|\.Result\b(?!\s*=[^=]|\s+\w)",
            "Attendez avec await : bloquer un fil affame le serveur à l’heure de la clôture."
        ),
        new(
            Code,
            """(?<!\w)Redirect(Permanent|PreserveMethod|PermanentPreserveMethod)?\((?!\$?"/)""",
            "Utilisez LocalRedirect, ou une adresse écrite en toutes lettres : une variable peut mener hors du portail.",
            new Exemption(
                "src/EigPortal.Web/Security/RefusalHandler.cs",
                "chemins constants, l’adresse de retour est une valeur échappée"
            )
        ),
        new(
            Code,
            @"\bIgnoreAntiforgeryToken\b|\bDisableAntiforgery\b",
            "Gardez le jeton : chaque POST le vérifie.",
            new Exemption(
                "src/EigPortal.Web/Features/Errors/ErrorsController.cs",
                "une page d’erreur réaffiche le POST refusé et n’agit pas"
            )
        ),
        new(
            Code,
            @"\bclass \w*(?<!Tag)(Helper|Manager|Utils?|Impl|Dto)\b",
            "Nommez ce que la classe fait ou ce qu’elle est : voir docs/glossary.md."
        ),
        new(Code, @"#region\b|\b(TODO|FIXME|HACK)\b", "Faites-le, ou retirez-le : rien d’inachevé ne reste dans l’arbre."),
        new(
            Code + ".sql",
            @"(?i)pg_(try_)?advisory_(un)?lock(_shared|_all)?\(|\bset session\b|""\s*set \w+\s*=",
            "Prenez un verrou de transaction (pg_advisory_xact_lock) et rien qui reste dans la session : elle sert ensuite à d’autres, telle quelle (EigPostgres)."
        ),
        new(
            Code + View,
            $"""\bnew (DateTimeOffset|DateTime|DateOnly)\((19|20)\d\d\b|\bnew\((19|20)\d\d,|"(19|20)\d\d-\d\d-\d\d|\b({Months})\s+20\d\d\b""",
            "Lisez la date dans le calendrier de la promotion (Timetable) : elle change d’une promotion à l’autre (B10).",
            new Exemption("src/EigPortal.Services/Demo/", "les données de la démonstration"),
            new Exemption(
                "src/EigPortal.Domain/Diversity/AdverseImpact.cs",
                "la source d’un chiffre publié une fois pour toutes"
            ),
            new Exemption(
                "src/EigPortal.Domain/Candidatures/CandidatureForm.cs",
                "premier formulaire de la promotion 3 ; les versions suivantes sont des données, que l’équipe change"
            )
        ),
        new(
            View,
            @"Html\.Raw",
            "Écrivez le texte : Razor l’encode. Un contenu déjà en HTML est un IHtmlContent d’un tag helper."
        ),
        new(
            View,
            @"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*""|javascript:",
            "Mettez le script dans assets/js et le style dans assets/css : la politique de sécurité refuse ce qui est dans la page."
        ),
    ];

    [Fact]
    public void B10_no_source_holds_what_the_rules_forbid_and_no_exception_is_left_over()
    {
        var files = Sources.Of("src", Code, View, ".sql").ToList();
        var problems = Rules.SelectMany(rule => rule.Problems(files)).ToList();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void A_controller_fits_on_a_few_screens_and_asks_for_few_things()
    {
        var problems = new List<string>();
        foreach (
            var (path, lines) in Sources
                .Of("src", Code)
                .Where(file => file.Path.EndsWith("Controller.cs", StringComparison.Ordinal))
        )
        {
            if (lines.Length > 200)
            {
                problems.Add(
                    $"{path} a {lines.Length} lignes : 200 au plus. Donnez une partie de ses actions à un autre contrôleur."
                );
            }

            problems.AddRange(
                LongActions(lines)
                    .Select(action =>
                        $"{path} : {action.Name} a {action.Count} lignes, 20 au plus. Mettez la règle dans le domaine ou un cas d’usage, la page dans un modèle."
                    )
            );
        }

        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }

    [Fact]
    public void No_class_of_the_portal_asks_for_more_than_seven_things()
    {
        var crowded = Types()
            .Where(type => type.Name.EndsWith("Controller", StringComparison.Ordinal))
            .SelectMany(type => type.GetConstructors())
            .Where(constructor => constructor.GetParameters().Length > 7)
            .Select(constructor =>
                $"{constructor.DeclaringType!.Name} demande {constructor.GetParameters().Length} services, 7 au plus : partagez ses actions."
            );
        Assert.Empty(crowded);
    }

    [Fact]
    public void The_domain_knows_nothing_but_the_base_library()
    {
        var foreign = typeof(Domain.Candidatures.Candidature)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name != "netstandard" && !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
        Assert.DoesNotContain(
            "Reference",
            Sources.Read("src/EigPortal.Domain/EigPortal.Domain.csproj"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_commands_of_the_readme_are_those_that_CI_runs()
    {
        var commands = Fences()
            .Matches(Sources.Read("README.md"))
            .SelectMany(fence => fence.Groups[1].Value.Split('\n'))
            .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(["dotnet run --project src/EigPortal.Web", "dotnet test"], commands);
        // CI can't leave a server running: the tests start the very project that the first command names.
        Assert.True(typeof(Program).Assembly.GetName().Name == "EigPortal.Web", "La première commande démarre un autre projet.");
        Assert.True(
            Sources.Read(".ci/run").Split('\n').Any(line => line.StartsWith(commands[1] + " ", StringComparison.Ordinal)),
            $".ci/run ne lance plus « {commands[1]} » : changez-le avec le README."
        );
    }

    private static IEnumerable<Type> Types() =>
        new[] { typeof(Program), typeof(Services.Data.EigDbContext) }.SelectMany(type => type.Assembly.GetTypes());

    private static IEnumerable<(string Name, int Count)> LongActions(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].StartsWith("    public ", StringComparison.Ordinal) || !ActionName().IsMatch(lines[start]))
            {
                continue;
            }

            var opening = Array.FindIndex(lines, start, line => line == "    {" || line.EndsWith(';'));
            if (opening < 0 || lines[opening] != "    {")
            {
                continue;
            }

            var count = Array.FindIndex(lines, opening, line => line == "    }") - opening - 1;
            if (count > 20)
            {
                yield return (ActionName().Match(lines[start]).Groups[1].Value, count);
            }
        }
    }

    [GeneratedRegex(@"Result>? (\w+)\(")]
    private static partial Regex ActionName();

    [GeneratedRegex(@"^```\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    /// <param name="Where">A file, or a folder when it ends with a slash.</param>
    private sealed record Exemption(string Where, string Reason);

    private sealed record Rule(string Extensions, string Pattern, string Advice, params Exemption[] Exemptions)
    {
        public IEnumerable<string> Problems(IReadOnlyList<(string Path, string[] Lines)> files)
        {
            var regex = new Regex(Pattern, RegexOptions.CultureInvariant);
            var found = files
                .Where(file =>
                    Extensions.Contains(Path.GetExtension(file.Path))
                    && (Path.GetExtension(file.Path) != Code || Extensions != View)
                )
                .SelectMany(file => file.Lines.Select((line, index) => (file.Path, Number: index + 1, Text: line.Trim())))
                .Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal) && regex.IsMatch(line.Text))
                .ToList();
            var unused = Exemptions
                .Where(exception => !found.Any(line => line.Path.StartsWith(exception.Where, StringComparison.Ordinal)))
                .Select(exception =>
                    $"{exception.Where} n’a plus besoin de son exception ({exception.Reason}) : retirez-la de SourceTests."
                );
            return found
                .Where(line => !Exemptions.Any(exception => line.Path.StartsWith(exception.Where, StringComparison.Ordinal)))
                .Select(line => $"{line.Path}:{line.Number} {line.Text}\n    {Advice}")
                .Concat(unused);
        }
    }
}
