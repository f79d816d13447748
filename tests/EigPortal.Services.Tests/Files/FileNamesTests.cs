using EigPortal.Services.Files;

namespace EigPortal.Services.Tests.Files;

public class FileNamesTests
{
    [Theory]
    [InlineData("cv.pdf", "cv.pdf")]
    [InlineData("CV.PDF", "CV.pdf")]
    [InlineData("Curriculum vitæ de Noé.pdf", "Curriculum vitæ de Noé.pdf")]
    [InlineData("cafe\u0301.pdf", "café.pdf")]
    [InlineData("C:\\Users\\moi\\cv.pdf", "cv.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("cv.docx", "cv.docx.pdf")]
    [InlineData("a\u0000b\r\nc.pdf", "abc.pdf")]
    [InlineData("cv\u202efdp.exe", "cvfdp.exe.pdf")]
    [InlineData("cv \"final\" <2>.pdf", "cv final 2.pdf")]
    [InlineData("CON.pdf", "document CON.pdf")]
    [InlineData("nul.tout.pdf", "document nul.tout.pdf")]
    [InlineData("com7.pdf", "document com7.pdf")]
    [InlineData("Conception.pdf", "Conception.pdf")]
    [InlineData("أحمد\u200f.pdf", "أحمد.pdf")]
    [InlineData("..", "document.pdf")]
    [InlineData("", "document.pdf")]
    [InlineData(null, "document.pdf")]
    public void A_sent_name_is_made_safe_and_stays_recognisable(string? sent, string kept) =>
        Assert.Equal(kept, FileNames.Clean(sent, ".pdf"));

    [Fact]
    public void E3_a_name_of_300_characters_is_shortened_to_255_and_keeps_its_extension()
    {
        var name = FileNames.Clean(new string('é', 296) + ".pdf", ".pdf");
        Assert.Equal(new string('é', 251) + ".pdf", name);
    }

    [Fact]
    public void E3_shortening_never_keeps_half_of_a_character()
    {
        var name = FileNames.Clean(new string('a', 250) + "😀.pdf", ".pdf");
        Assert.Equal(new string('a', 250) + ".pdf", name);
    }
}
