using EigPortal.Domain.Candidatures;

namespace EigPortal.Services.Completions;

/// <summary>The pieces of a request in words, and as the form of staff posts them.</summary>
public static class CompletionPieceNames
{
    private const string Document = "document:";
    private const string Section = "rubrique:";
    private const string Question = "question:";

    public static string Of(DocumentKind kind) => Document + kind;

    public static string Of(SectionDescriptor section) => Section + section.Key;

    public static string Of(FieldDescriptor question) => Question + question.Key;

    /// <summary>What was chosen; null when something chosen is not in the form. A section stands for each of its questions.</summary>
    public static CompletionPieces? Read(IEnumerable<string> chosen, PromotionForm form)
    {
        var (questions, documents) = (new List<string>(), new List<DocumentKind>());
        foreach (var name in chosen)
        {
            if (name.StartsWith(Section, StringComparison.Ordinal) && form.Find(name[Section.Length..]) is { } section)
            {
                questions.AddRange(section.Fields.Select(field => field.Key));
            }
            else if (
                name.StartsWith(Question, StringComparison.Ordinal) && form.Question(name[Question.Length..]) is { } question
            )
            {
                questions.Add(question.Key);
            }
            else if (
                name.StartsWith(Document, StringComparison.Ordinal)
                && Enum.GetValues<DocumentKind>().Any(kind => Of(kind) == name)
            )
            {
                documents.Add(Enum.Parse<DocumentKind>(name[Document.Length..]));
            }
            else
            {
                return null;
            }
        }

        return new CompletionPieces([.. questions.Distinct()], [.. documents.Distinct()]);
    }

    /// <summary>One line for each document, for each section asked as a whole, and for each other question.</summary>
    public static IReadOnlyList<string> Words(CompletionPieces pieces, PromotionForm form) =>
        [
            .. pieces.Documents.Select(Word),
            .. form.Sections.SelectMany(section =>
            {
                var asked = section.Fields.Where(field => pieces.Questions.Contains(field.Key)).ToList();
                return asked.Count > 1 && asked.Count == section.Fields.Count
                    ? [$"Rubrique « {section.Title} »"]
                    : asked.Select(field => $"Question « {field.Label} »");
            }),
        ];

    private static string Word(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Cv => "CV",
            DocumentKind.Portfolio => "Portfolio",
        };
}
