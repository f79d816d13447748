using System.Globalization;
using System.Text;

namespace EigPortal.TestKit.Files;

/// <summary>Writes a small, valid PDF of one page, and malformed ones on demand.</summary>
public static class Pdf
{
    public static byte[] Write(string title, params IReadOnlyList<string> lines)
    {
        var page = new StringBuilder("BT /F1 18 Tf 60 780 Td (").Append(Escape(title)).Append(") Tj /F1 11 Tf 0 -12 Td");
        foreach (var line in lines)
        {
            page.Append(" 0 -18 Td (").Append(Escape(line)).Append(") Tj");
        }

        page.Append(" ET");
        return Assemble([
            "<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]);
    }

    /// <summary>A valid file of at least so many bytes, the same each time, that no compression makes smaller.</summary>
    public static byte[] Heavy(string title, int length)
    {
        var letters = new Random(2018);
        var filling = string.Create(
            length,
            letters,
            (span, random) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = (char)random.Next('A', 'Z' + 1);
                }
            }
        );
        return Assemble([
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Kids [] /Count 0 /Title ({Escape(title)}) >>",
            $"<< /Length {length} >>\nstream\n{filling}\nendstream",
        ]);
    }

    /// <summary>Numbers the objects from 1, the first being the catalogue, and writes the table of their places.</summary>
    public static byte[] Assemble(IReadOnlyList<string> objects, string trailer = "")
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (index, content) in objects.Index())
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        }

        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer}>>\n");
        file.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private static string Escape(string text)
    {
        var simple = text.Replace('’', '\'').Replace("\\", @"\\").Replace("(", @"\(").Replace(")", @"\)");
        return new string([.. simple.Select(c => c <= 'ÿ' ? c : '?')]);
    }
}
