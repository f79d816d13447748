using System.Security.Cryptography;

namespace EigPortal.Faults.Tests.Candidates;

/// <param name="Key">What the form sent.</param>
/// <param name="Sequence">Where the portal led to.</param>
/// <param name="Sha256">Announced on the receipt's page.</param>
/// <param name="Answers">What had been acknowledged when it was sent, by section and question.</param>
/// <param name="DocumentSha256">Of the CV acknowledged then.</param>
internal sealed record Submission(
    string Key,
    int Sequence,
    string Sha256,
    IReadOnlyDictionary<string, string> Answers,
    string DocumentSha256
);

/// <summary>What the portal has acknowledged to one person: all of it must be there whatever happens next.</summary>
internal sealed class Ledger(string email)
{
    private readonly Dictionary<string, string> answers = [];

    public string Email => email;

    /// <summary>By "section.question".</summary>
    public IReadOnlyDictionary<string, string> Answers => answers;

    public string Contribution { get; set; } = "";
    public string DocumentSha256 { get; set; } = "";
    public List<Submission> Submissions { get; } = [];

    public void Keep(string section, IEnumerable<KeyValuePair<string, string>> kept)
    {
        foreach (var (question, answer) in kept)
        {
            answers[$"{section}.{question}"] = answer;
        }
    }

    public Submission Submitted(string key, int sequence, string sha256)
    {
        var made = new Submission(key, sequence, sha256, new Dictionary<string, string>(answers), DocumentSha256);
        Submissions.Add(made);
        return made;
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
