using System.Text;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Text;
using EigPortal.Web.Areas.Candidate.Submissions;

namespace EigPortal.Web.Areas.Candidate.Exports;

/// <summary>A draft as plain text. Its first lines say what it is worth: a copy of a draft is not a receipt.</summary>
public static class DraftText
{
    public static string Of(CandidatureFile file, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine($"Brouillon de candidature – {file.Cohort.Name}");
        text.AppendLine($"Copie du {FrenchDates.Long(now)}");
        text.AppendLine(Worth(file));
        foreach (var section in ReviewModel.From(file, "", now).Sections)
        {
            text.AppendLine().AppendLine(section.Task.Title.ToUpper(System.Globalization.CultureInfo.GetCultureInfo("fr-FR")));
            if (section.Answers.Count == 0)
            {
                text.AppendLine().AppendLine("(rien n’est enregistré)");
            }

            foreach (var answer in section.Answers)
            {
                text.AppendLine().AppendLine(answer.Label).AppendLine(answer.Text.Length == 0 ? "(vide)" : answer.Text);
            }
        }

        return text.ToString();
    }

    private static string Worth(CandidatureFile file) =>
        (file.Candidature.State, file.LastSubmission) switch
        {
            (CandidatureState.Draft, _) => "Cette candidature n’est pas déposée.",
            (CandidatureState.Withdrawn, _) => "Cette candidature a été retirée.",
            (_, { } last) when file.Candidature.HasUnsubmittedEdits =>
                $"Ces réponses ont été modifiées après le dépôt du {FrenchDates.Long(last.SubmittedAt)}, qui est le seul qui compte.",
            (_, { } last) => $"Ces réponses sont celles du dépôt du {FrenchDates.Long(last.SubmittedAt)}.",
            _ => "",
        };
}
