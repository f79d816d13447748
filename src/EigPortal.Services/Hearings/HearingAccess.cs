using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Data;
using EigPortal.Services.Identity;

namespace EigPortal.Services.Hearings;

/// <summary>Which hearings an actor may know of. Running orders, counts, boards and grids all start here (B21, B22).</summary>
public static class HearingAccess
{
    /// <summary>Hearings that take place, of the files that this member of staff may see.</summary>
    public static IQueryable<Slot> ForStaff(this IQueryable<Slot> slots, Actor actor, EigDbContext db)
    {
        var visible = db
            .Candidatures.ForStaff(actor, db)
            .Where(candidature => candidature.State == CandidatureState.Preselected && candidature.ErasedAt == null)
            .Select(candidature => candidature.Id);
        return slots.Where(slot => slot.State != SlotState.Withdrawn && visible.Contains(slot.CandidatureId));
    }

    /// <summary>
    /// Announced hearings where the juror sits, in a panel or as a mentor. One of somebody with whom an excluding tie is recorded is not
    /// there at all, nor is the hour that it takes.
    /// </summary>
    public static IQueryable<Slot> ForJuror(this IQueryable<Slot> slots, Actor actor, EigDbContext db) =>
        slots.Where(slot =>
            slot.State != SlotState.Withdrawn
            && slot.State != SlotState.Planned
            && (
                slot.Mentors.Any(mentor => actor.JurorIds.Contains(mentor.JurorId))
                || db.Panels.Any(panel =>
                    panel.Id == slot.PanelId
                    && panel.Members.Any(member => member.LeftAt == null && actor.JurorIds.Contains(member.JurorId))
                )
            )
            && db.Candidatures.Any(candidature =>
                candidature.Id == slot.CandidatureId
                && candidature.State == CandidatureState.Preselected
                && candidature.ErasedAt == null
            )
            && !db.Conflicts.Any(conflict =>
                conflict.AccountId == actor.AccountId
                && conflict.CandidatureId == slot.CandidatureId
                && conflict.LiftedAt == null
                && conflict.Level == ConflictLevel.Excluded
            )
        );

    /// <summary>Hearings that the juror takes notes for, and may score: a tie that lets them read only gives the pen to somebody else.</summary>
    public static IQueryable<Slot> ForNoteTaker(this IQueryable<Slot> slots, Actor actor, EigDbContext db) =>
        slots
            .ForJuror(actor, db)
            .Where(slot =>
                db.Panels.Any(panel =>
                    panel.Id == slot.PanelId
                    && panel.Members.Any(member =>
                        member.IsNoteTaker && member.LeftAt == null && actor.JurorIds.Contains(member.JurorId)
                    )
                )
                && !db.Conflicts.Any(conflict =>
                    conflict.AccountId == actor.AccountId
                    && conflict.CandidatureId == slot.CandidatureId
                    && conflict.LiftedAt == null
                    && conflict.Level == ConflictLevel.ReadsOnly
                )
            );

    /// <summary>Hearings of the actor's own candidature that they were told of.</summary>
    public static IQueryable<Slot> OwnedBy(this IQueryable<Slot> slots, Actor actor, EigDbContext db)
    {
        var own = db
            .Candidatures.OwnedBy(actor)
            .Where(candidature => candidature.State == CandidatureState.Preselected)
            .Select(candidature => candidature.Id);
        return slots.Where(slot => slot.Round > 0 && slot.State != SlotState.Withdrawn && own.Contains(slot.CandidatureId));
    }
}
