using EigPortal.Services.Mail;

namespace EigPortal.Services.Tests.Mail;

public sealed class MailTextTests
{
    [Fact]
    public void B25_what_people_typed_is_neither_markup_nor_a_link()
    {
        var mail = new MailText("Bonjour\r\nBcc: tous@exemple.fr")
            .Greeting("<a href=\"https://piege.test\">Zoé</a>")
            .Quote("<script>alert(1)</script>\nhttps://piege.test");

        Assert.Equal("Bonjour Bcc: tous@exemple.fr", mail.Subject);
        Assert.DoesNotContain("<a ", mail.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_and_html_say_the_same()
    {
        var mail = new MailText("Objet")
            .Greeting()
            .Paragraph("Un paragraphe.")
            .List(["Un", "Deux"])
            .Button("Ouvrir", "http://localhost/candidature?a=1&b=2");

        Assert.StartsWith(
            "Bonjour,\n\nUn paragraphe.\n\n- Un\n- Deux\n\nOuvrir\u00a0:\nhttp://localhost/candidature?a=1&b=2\n\nL’équipe",
            mail.ToPlainText(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<p>Bonjour,</p>\n<p>Un paragraphe.</p>\n<ul>\n<li>Un</li>\n<li>Deux</li>\n</ul>\n<p><a class=\"bouton\" href=\"http://localhost/candidature?a=1&amp;b=2\">Ouvrir</a></p>\n",
            mail.ToHtml(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_button_leads_to_the_web_only() =>
        Assert.Throws<ArgumentException>(() => new MailText("Objet").Button("Ouvrir", "javascript:alert(1)"));
}
