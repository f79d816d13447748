namespace EigPortal.Domain.Candidatures;

/// <summary>One version of the form of a promotion: never changed once published, so a submission is read again as it was asked.</summary>
/// <param name="Version">1 for the first one.</param>
/// <param name="Sections">Sections made of questions, in order. Wishes and documents have pages of their own.</param>
public sealed record PromotionForm(int Version, IReadOnlyList<SectionDescriptor> Sections)
{
    /// <summary>Every section key, in the order of the task list: wishes and documents follow the background.</summary>
    public IReadOnlyList<string> TaskList =>
        [
            .. Sections.SelectMany<SectionDescriptor, string>(section =>
                section.Key == CandidatureForm.Background
                    ? [section.Key, CandidatureForm.Wishes, CandidatureForm.Documents]
                    : [section.Key]
            ),
        ];

    public SectionDescriptor? Find(string key) => Sections.SingleOrDefault(section => section.Key == key);

    public FieldDescriptor? Question(string key) =>
        Sections.SelectMany(section => section.Questions).SingleOrDefault(question => question.Key == key);

    /// <summary>The section that holds the question.</summary>
    public SectionDescriptor SectionOf(string questionKey) =>
        Sections.Single(section => section.Questions.Any(question => question.Key == questionKey));

    /// <summary>Place of a section in the task list, from 1.</summary>
    public int Step(string key) => TaskList.ToList().IndexOf(key) + 1;
}
