using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using EigPortal.Web.Dsfr;

namespace EigPortal.Web.Tests.Dsfr;

public sealed partial class ComponentTests
{
    private const string Hostile = "<script>alert(\"é\")</script> & l'autre";
    private const string Encoded = "&lt;script&gt;alert(&quot;é&quot;)&lt;/script&gt; &amp; l&#x27;autre";

    [Fact]
    public void Text_and_attributes_are_encoded_and_accents_stay_readable()
    {
        Assert.Equal(
            $"<a class=\"fr-link\" href=\"/?q={Encoded}\">{Encoded}</a>",
            Markup.Write(LinkMarkup.Render(new() { Href = $"/?q={Hostile}", Text = Hostile }))
        );
    }

    [Fact]
    public void A_refused_field_is_red_described_by_its_message_and_keeps_what_was_typed()
    {
        var markup = InputMarkup.Render(
            new()
            {
                Id = "Email",
                Name = "Email",
                Label = "Adresse",
                Value = Hostile,
                Errors = ["Saisissez une adresse."],
            }
        );
        var group = new HtmlParser().ParseDocument(Markup.Write(markup)).Body!.FirstElementChild!;
        var input = group.QuerySelector("input")!;
        var message = group.QuerySelector($"#{input.GetAttribute("aria-describedby")} > .fr-message--error")!;
        Assert.Equal("fr-input-group fr-input-group--error", group.ClassName);
        Assert.Equal(Hostile, input.GetAttribute("value"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(("Email-message-error", "Saisissez une adresse."), (message.Id, message.TextContent));
    }

    [Fact]
    public void A_text_area_keeps_its_first_empty_line()
    {
        var markup = InputMarkup.Render(
            new()
            {
                Id = "t",
                Label = "Texte",
                Rows = 3,
                Value = "\nDeuxième ligne",
            }
        );
        var area = new HtmlParser().ParseDocument(Markup.Write(markup)).QuerySelector("textarea")!;
        Assert.Equal("\nDeuxième ligne", area.TextContent);
    }

    [Fact]
    public void A_password_is_never_written_back()
    {
        var markup = InputMarkup.Render(
            new()
            {
                Id = "p",
                Label = "Mot de passe",
                Type = "password",
                Value = "secret",
            }
        );
        Assert.DoesNotContain("secret", Markup.Write(markup));
    }

    [Fact]
    public void The_error_summary_leads_to_each_field_and_is_absent_without_errors()
    {
        var summary = Markup.Normalise(
            ErrorSummaryMarkup.Render(
                new() { Errors = [new("Email", "Saisissez votre adresse."), new(null, "L’appel est clos.")] }
            )
        );
        Assert.Equal(
            """
            div class=[fr-alert fr-alert--error fr-mb-4w] data-portal-error-summary=[] role=[alert] tabindex=[-1]
              h2 class=[fr-alert__title]
                2 points sont à corriger
              ul
                li
                  a href=[#Email]
                    Saisissez votre adresse.
                li
                  L’appel est clos.
            """,
            summary
        );
        Assert.Equal("", Markup.Write(ErrorSummaryMarkup.Render(new())));
    }

    [Theory]
    [InlineData(1, 3, "[1] 2 3")]
    [InlineData(5, 12, "1 … 3 4 [5] 6 7 … 12")]
    [InlineData(12, 12, "1 … 10 11 [12]")]
    public void Pagination_shows_the_ends_and_the_neighbours(int page, int pages, string expected)
    {
        var markup = PaginationMarkup.Render(
            new()
            {
                Page = page,
                Pages = pages,
                Href = number => $"?page={number}",
            }
        );
        var links = new HtmlParser()
            .ParseDocument(Markup.Write(markup))
            .QuerySelectorAll(".fr-pagination__link")
            .Where(link => !StepClass().IsMatch(link.ClassName!))
            .Select(link => link.HasAttribute("aria-current") ? $"[{link.TextContent}]" : link.TextContent);
        Assert.Equal(expected, string.Join(' ', links));
    }

    [Fact]
    public void A_single_page_needs_no_pagination()
    {
        Assert.Equal(
            "",
            Markup.Write(
                PaginationMarkup.Render(
                    new()
                    {
                        Page = 1,
                        Pages = 1,
                        Href = _ => "",
                    }
                )
            )
        );
    }

    [Fact]
    public void A_chart_is_followed_by_the_same_figures_in_a_table()
    {
        var markup = BarChartMarkup.Render(
            new()
            {
                Id = "c",
                Title = "Candidatures",
                LabelHeader = "Promotion",
                Series = ["Candidatures"],
                Bars = [new("Promotion 2", 130), new("Promotion 3", 1700)],
            }
        );
        var figure = new HtmlParser().ParseDocument(Markup.Write(markup));
        Assert.Equal(["130", "1\u00a0700"], figure.QuerySelectorAll(".portal-chart__value").Select(value => value.TextContent));
        Assert.Equal(["130", "1\u00a0700"], figure.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Empty(figure.QuerySelectorAll("[style]"));
    }

    [Fact]
    public void Structured_data_cannot_close_its_script()
    {
        Assert.Equal(
            "{\"title\":\"\\u003C/script\\u003E\\u003Cb\\u003E\\u0026\"}",
            JsonLdTagHelper.Serialize(new { Title = "</script><b>&", Missing = (string?)null })
        );
    }

    [Fact]
    public void The_side_menu_marks_the_closest_entry_and_opens_its_section()
    {
        var menu = new Shared.AreaMenu(
            "Administration",
            new MenuEntry("Tableau de bord", "/admin"),
            new MenuEntry("Jury")
            {
                Children = [new("Affectations", "/admin/jury/affectations"), new("Classement", "/admin/jury/classement")],
            }
        );
        var entries = menu.At("/admin/jury/classement/brigade-numerique");
        Assert.Equal([false, true], entries.Select(entry => entry.HoldsCurrent));
        Assert.Equal([false, true], entries[1].Children.Select(entry => entry.Current));
    }

    [Fact]
    public void Every_icon_named_in_a_view_is_in_the_style_sheet()
    {
        var web = Path.Combine(Markup.RepositoryRoot(), "src", "EigPortal.Web");
        var named =
            from path in Directory.EnumerateFiles(web, "*.cshtml", SearchOption.AllDirectories)
            where
                !path.Contains("node_modules") && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            from Match match in IconAttribute().Matches(File.ReadAllText(path))
            select $"fr-icon-{match.Groups[1].Value}";
        var missing = named.Distinct().Except(Icons.Used).Order().ToList();
        Assert.True(missing.Count == 0, $"Add to Dsfr/Icons.cs: {string.Join(", ", missing)}");
    }

    [Fact]
    public void No_view_gives_a_component_an_entity_which_would_be_shown_as_typed()
    {
        var web = Path.Combine(Markup.RepositoryRoot(), "src", "EigPortal.Web");
        var wrong =
            from path in Directory.EnumerateFiles(web, "*.cshtml", SearchOption.AllDirectories)
            where
                !path.Contains("node_modules") && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            from Match match in EntityInAttribute().Matches(File.ReadAllText(path))
            select $"{Path.GetRelativePath(web, path)}: {match.Value}";
        Assert.Equal([], wrong);
    }

    [GeneratedRegex("<dsfr-[a-z-]+(\\s+[\\w-]+(=\"[^\"]*\")?)*?\\s+[\\w-]+=\"[^\"]*&(nbsp|rsquo|laquo|raquo|#\\w+);")]
    private static partial Regex EntityInAttribute();

    [GeneratedRegex("--(first|prev|next|last)")]
    private static partial Regex StepClass();

    [GeneratedRegex("\\sicon=\"([a-z0-9-]+)\"")]
    private static partial Regex IconAttribute();
}
