using EigPortal.Domain.Candidatures;

namespace EigPortal.Domain.Juries;

/// <summary>One answer of a submission, as a juror reads it.</summary>
/// <param name="Place">Stable name of the answer in the submission: "parcours.projet", "voeux.1".</param>
public sealed record ReadablePart(string Place, string Label, string Text);

/// <summary>What a juror reads of a submission, answer by answer: nothing kept for staff, nothing hidden while the stage is blind.</summary>
public static class ReadableSubmission
{
    /// <param name="content">What the juror may know of the submission.</param>
    public static IReadOnlyList<ReadablePart> Parts(SnapshotContent content, PromotionForm form) =>
        [
            .. from section in form.Sections
            let answers = content.Sections.GetValueOrDefault(section.Key)
            where answers is not null
            from field in section.Fields
            where !field.StaffOnly
            select new ReadablePart(
                PlaceOf(section.Key, field.Key),
                field.Label,
                field.Shown(answers.GetValueOrDefault(field.Key) ?? "")
            ),
            .. from wish in content.Wishes
            orderby wish.Rank
            select new ReadablePart(PlaceOf(CandidatureForm.Wishes, $"{wish.Rank}"), $"Vœu {wish.Rank}", wish.Contribution),
        ];

    public static string PlaceOf(string section, string answer) => $"{section}.{answer}";
}
