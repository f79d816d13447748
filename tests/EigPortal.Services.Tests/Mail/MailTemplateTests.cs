using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.TestKit.Postgres;

namespace EigPortal.Services.Tests.Mail;

/// <summary>Every message as people receive it, and the rules of its wording.</summary>
public sealed class MailTemplateTests
{
    private const string Accept = "ACCEPT_GOLDEN";

    private static readonly string Golden = Path.Combine(
        PostgresServer.RepositoryRoot,
        "tests",
        "EigPortal.Services.Tests",
        "Mail",
        "Golden"
    );

    public static TheoryData<string> Keys => [.. MailTemplates.All.Select(template => template.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_message_reads_as_its_golden_files_say(string key)
    {
        var mail = MailTemplates.Find(key)!.Usual.Example();
        await SameAsync($"{key}.txt", $"{mail.Subject}\n\n{mail.ToPlainText()}");
        await SameAsync($"{key}.html", mail.ToHtml());
    }

    [Fact]
    public void No_golden_file_is_left_of_a_message_that_is_gone() =>
        Assert.Equal(
            MailTemplates
                .All.SelectMany(template => new[] { $"{template.Key}.html", $"{template.Key}.txt" })
                .Order(StringComparer.Ordinal),
            Directory.GetFiles(Golden).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_usual_words_of_a_message_keep_its_own_rules(string key) =>
        Assert.Empty(MailTemplates.Find(key)!.Usual.Check());

    [Fact]
    public void Two_messages_never_share_a_name()
    {
        Assert.Equal(MailTemplates.All.Count, MailTemplates.All.Select(template => template.Key).Distinct().Count());
        Assert.Equal(MailTemplates.All.Count, MailTemplates.All.Select(template => template.Label).Distinct().Count());
    }

    [Theory]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({lien})", null)]
    [InlineData("Bonjour {personne},\n\n{clôture}\n\n[Voir]({lien})", "wording.unknown")]
    [InlineData("Bonjour,\n\n[Voir]({lien})", "wording.missing")]
    [InlineData("Bonjour,\n\n{clôture}", "wording.missing")]
    [InlineData("Bonjour,\n\n{clôture} {lien}\n\n[Voir]({lien})", "wording.misplaced")]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({lien})\n\n{défis}", "wording.misplaced")]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({lien})\n\n- {défis}", null)]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({lien})\n\n- Défi : {défis}", "wording.misplaced")]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({lien})\n\n[Gagner](https://exemple.fr)", "wording.button")]
    [InlineData("Bonjour,\n\n{clôture}\n\n[Voir]({clôture})\n\n[Voir]({lien})", "wording.unknown")]
    [InlineData("", "wording.body")]
    public void E15_a_wording_is_refused_with_the_reason_before_it_can_reach_anybody(string body, string? refusal)
    {
        var errors = new MailWords(Sample, "Objet", body).Check();
        if (refusal is null)
        {
            Assert.Empty(errors);
        }
        else
        {
            Assert.Contains(refusal, errors.Select(error => error.Code));
        }
    }

    [Fact]
    public void B25_what_people_typed_is_never_read_as_words_of_the_message()
    {
        var words = new MailWords(Sample, "Objet {clôture}", "Bonjour {prénom},\n\n{clôture}\n\n- {défis}\n\n[Voir]({lien})");
        var mail = words.Fill(
            ("prénom", "{lien} [Ici](https://pirate.example)\n\n<b>"),
            ("clôture", "demain"),
            ("défis", new[] { "- {clôture}", "" }),
            ("lien", "https://portail.exemple.fr/")
        );
        Assert.Equal(
            [MailBlockKind.Paragraph, MailBlockKind.Paragraph, MailBlockKind.List, MailBlockKind.Button],
            mail.Blocks.Select(block => block.Kind)
        );
        Assert.Equal(["- {clôture}"], mail.Blocks[2].Words);
        Assert.DoesNotContain("<b>", mail.ToHtml(), StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(mail.ToHtml(), "href="));
    }

    [Fact]
    public void An_empty_value_leaves_no_hole_and_typed_spaces_become_french_ones()
    {
        var words = new MailWords(Sample, "Objet", "Bonjour {prénom},\n\nJusqu'au : {clôture} !\n\n- {défis}\n\n[Voir]({lien})");
        var mail = words.Fill(("prénom", ""), ("clôture", "lundi"), ("défis", Array.Empty<string>()), ("lien", "https://a.fr/"));
        Assert.Equal(["Bonjour,", "Jusqu’au\u00a0: lundi\u00a0!", "Voir"], mail.Blocks.Select(block => block.Words[0]));
    }

    private static readonly MailTemplate Sample = new(
        "Sample",
        "Essai",
        "Objet",
        "",
        Placeholder.GivenName,
        Placeholder.Needed("clôture", "Clôture", "lundi"),
        Placeholder.List("défis", "Défis", "CibNav"),
        Placeholder.Link("Page", "/")
    );

    private static async Task SameAsync(string name, string actual)
    {
        var path = Path.Combine(Golden, name);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Golden);
            await File.WriteAllTextAsync(path, actual);
            return;
        }

        var expected = File.Exists(path) ? (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") : "";
        Assert.True(
            expected == actual,
            $"{name} a changé. Relisez le nouveau texte ci-dessous ; s’il est voulu, relancez ce test avec {Accept}=1 et validez les fichiers de {Golden}.\n\n{actual}"
        );
    }
}
