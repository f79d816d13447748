using System.Globalization;
using System.Text;

namespace EigPortal.Services.Demo;

/// <summary>A small valid PDF of one page of text, for demo and test documents.</summary>
public static class DemoPdf
{
    public static byte[] Of(string title, params string[] lines)
    {
        var text = new StringBuilder("BT /F1 20 Tf 60 770 Td (").Append(Escape(title)).Append(") Tj /F1 11 Tf 0 -36 Td 16 TL ");
        foreach (var line in lines)
        {
            text.Append('(').Append(Escape(line)).Append(") Tj T* ");
        }

        text.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];

        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        pdf.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        );

        // One byte a character: Latin-1 has the letters of the names, and offsets count bytes.
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static string Escape(string text) =>
        text.Replace('’', '\'')
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("(", "\\(", StringComparison.Ordinal)
            .Replace(")", "\\)", StringComparison.Ordinal);
}
