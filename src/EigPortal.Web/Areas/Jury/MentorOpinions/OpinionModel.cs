using EigPortal.Domain.Screening;
using EigPortal.Services.Screening.Opinions;
using EigPortal.Web.Dsfr;
using EigPortal.Web.Shared;

namespace EigPortal.Web.Areas.Jury.MentorOpinions;

public sealed class OpinionInput
{
    public MentorView? View { get; init; }
    public string? Words { get; init; }

    /// <summary>Row version that the page was made from.</summary>
    public uint Version { get; init; }

    public static OpinionInput From(OpinionFile file) =>
        new()
        {
            View = file.Opinion.View,
            Words = file.Opinion.Words,
            Version = file.Version,
        };
}

/// <param name="IsChangedElsewhere">Another page saved this opinion since: what it saved is shown beside what was typed.</param>
public sealed record OpinionModel(OpinionFile File, SnapshotModel Snapshot, OpinionInput Input, bool IsChangedElsewhere)
{
    public static OpinionModel From(OpinionFile file, OpinionInput input, bool isChangedElsewhere = false) =>
        new(
            file,
            SnapshotModel.From(
                file.Snapshot,
                file.Form,
                SnapshotReader.Juror,
                file.Scans,
                $"/admin/jury/avis/{file.Opinion.Id}/documents/",
                heading: 3,
                file.Changes,
                file.Content
            ),
            input,
            isChangedElsewhere
        );

    public static IReadOnlyList<Choice> Views =>
        [.. Enum.GetValues<MentorView>().Select(view => new Choice(view.ToString(), Labels.Of(view)))];
}
