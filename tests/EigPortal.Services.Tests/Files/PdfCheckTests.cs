using System.IO.Compression;
using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Files;
using EigPortal.TestKit.Files;

namespace EigPortal.Services.Tests.Files;

public class PdfCheckTests
{
    private static readonly byte[] Good = Pdf.Write("Curriculum vitæ", "Développeuse", "Lyon");

    [Fact]
    public void A_whole_pdf_without_script_is_accepted() => Assert.Null(PdfCheck.Refuse(Good, Document.MaxLength));

    [Fact]
    public void A_pdf_of_exactly_the_limit_is_accepted_and_one_byte_more_is_refused()
    {
        Assert.Null(PdfCheck.Refuse(Good, Good.Length));
        Assert.Equal("file.too-long", PdfCheck.Refuse(Good, Good.Length - 1)?.Code);
    }

    public static TheoryData<string, byte[], string> RefusedFiles =>
        new()
        {
            { "nothing", [], "file.empty" },
            { "a program", [0x4d, 0x5a, .. Good], "file.not-pdf" },
            { "a page that hides a PDF", [.. "<html>"u8, .. Good], "file.not-pdf" },
            { "an archive that hides a PDF", [.. "PK\u0003\u0004"u8, .. Good], "file.not-pdf" },
            { "a PDF followed by an archive", [.. Good, .. "PK\u0003\u0004 rest"u8], "file.polyglot" },
            { "a PDF without its end", Good[..(Good.Length / 2)], "file.truncated" },
            { "an encrypted PDF", Pdf.Assemble([.. Objects], "/Encrypt 3 0 R "), "file.encrypted" },
            { "a script", With("<< /S /JavaScript /JS (app.alert(1)) >>"), "file.script" },
            { "a script whose name is disguised", With("<< /S /J#61vaScript /J#53 (app.alert(1)) >>"), "file.script" },
            { "a script at opening", With("<< /OpenAction << /S /JavaScript /JS (x) >> >>"), "file.script" },
            { "a program to launch", With("<< /S /Launch /F (calc.exe) >>"), "file.script" },
            { "a script in packed objects", With(Packed("<< /S /JavaScript /JS (x) >>")), "file.script" },
            {
                "a script in packed objects under a long dictionary",
                With(Packed("<< /JS (x) >>", new string(' ', 2000))),
                "file.script"
            },
            {
                "a script behind what looks like a stream",
                With($"(stream\n) {Packed("<< /S /J#61vaScript >>")}"),
                "file.unreadable"
            },
            {
                "a script hidden in an unfinished stream",
                With("(stream\n) << /S /J#61vaScript /J#53 (x) >> endstream"),
                "file.script"
            },
            {
                "packed objects in a coding that nobody uses",
                With(Packed("<< >>").Replace("/FlateDecode", "[/ASCII85Decode /FlateDecode]")),
                "file.unreadable"
            },
            {
                "packed objects that can't be unpacked",
                With("<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nabc\nendstream"),
                "file.unreadable"
            },
            { "a form that sends itself", With("<< /S /SubmitForm /F (https://exemple.fr) >>"), "file.script" },
            { "an address opened at once", With("<< /OpenAction << /S /URI /URI (https://exemple.fr) >> >>"), "file.script" },
            {
                "an address opened at once from elsewhere",
                With("<< /OpenAction 9 0 R >>\nendobj\n9 0 obj\n<< /S /URI /URI (x) >>"),
                "file.script"
            },
            { "an action at opening that can't be found", With("<< /OpenAction 99 0 R >>"), "file.script" },
            { "an archive inside", With("<< >>\nstream\nPK\u0001\u0002 x PK\u0005\u0006\nendstream"), "file.polyglot" },
            { "a page before the first object", [.. "%PDF-1.4\n<script>alert(1)</script>\n"u8, .. Good[9..]], "file.polyglot" },
            { "an attached file", With("<< /Type /EmbeddedFile >>\nstream\nx\nendstream"), "file.embedded" },
        };

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public void E3_a_file_that_is_not_a_plain_pdf_is_refused_with_its_reason(string what, byte[] file, string code)
    {
        Assert.NotEmpty(what);
        Assert.Equal(code, PdfCheck.Refuse(file, Document.MaxLength)?.Code);
    }

    [Fact]
    public void E3_packed_objects_that_swell_without_end_are_refused() =>
        Assert.Equal("file.bomb", PdfCheck.Refuse(With(Packed(new string(' ', 65 * 1024 * 1024))), Document.MaxLength)?.Code);

    [Theory]
    [InlineData("<< /OpenAction [3 0 R /Fit] >>")]
    [InlineData("<< /OpenAction << /S /GoTo /D [3 0 R /XYZ null null 0] >> >>")]
    [InlineData("<< /OpenAction 9 0 R >>\nendobj\n9 0 obj\n<< /S /GoTo /D [3 0 R /Fit] >>")]
    [InlineData("<< /Type /Annot /A << /S /URI /URI (https://exemple.fr) >> >>")]
    public void A_page_to_open_at_and_links_to_click_are_what_word_processors_write(string content) =>
        Assert.Null(PdfCheck.Refuse(With(content), Document.MaxLength));

    [Fact]
    public void An_opening_action_in_packed_objects_is_followed_there()
    {
        var harmless = Packed("9 0 << /S /GoTo /D [3 0 R /Fit] >>", first: 4);
        var address = Packed("9 0 << /S /URI /URI (https://exemple.fr) >>", first: 4);
        Assert.Null(PdfCheck.Refuse(With("<< /OpenAction 9 0 R >>", harmless), Document.MaxLength));
        Assert.Equal("file.script", PdfCheck.Refuse(With("<< /OpenAction 9 0 R >>", address), Document.MaxLength)?.Code);
    }

    [Fact]
    public void The_letters_JS_inside_the_bytes_of_an_image_are_not_a_script() =>
        Assert.Null(PdfCheck.Refuse(With("<< /Subtype /Image >>\nstream\n\u0001/JS \u0002\nendstream"), Document.MaxLength));

    private static IReadOnlyList<string> Objects =>
        ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", "<< /Filter /Standard >>"];

    private static byte[] With(params IReadOnlyList<string> contents) => Pdf.Assemble([.. Objects, .. contents]);

    private static string Packed(string content, string padding = "", int first = 0)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, CompressionLevel.Fastest))
        {
            zlib.Write(Encoding.Latin1.GetBytes(content));
        }

        return $"<< /Type /ObjStm /First {first} /Filter /FlateDecode {padding}>>\nstream\n{Encoding.Latin1.GetString(memory.ToArray())}\nendstream";
    }
}
