using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class HearingSettingsConfiguration : IEntityTypeConfiguration<HearingSettings>
{
    public void Configure(EntityTypeBuilder<HearingSettings> settings)
    {
        settings.ToTable(
            "hearing_settings",
            table =>
                table.HasCheckConstraint(
                    "ck_hearing_settings_prepared",
                    "(prepared_version is null) = (prepared_by is null) and (prepared_version is null) = (prepared_at is null)"
                )
        );
        settings.Ignore(s => s.Events);
        settings.Ignore(s => s.StepMinutes);
        settings.Ignore(s => s.Text);
        settings.HasIndex(s => s.CohortId).IsUnique().HasDatabaseName("ux_hearing_settings_cohort");
        settings.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Restrict);
        settings.HasOne<Account>().WithMany().HasForeignKey(s => s.PreparedBy).OnDelete(DeleteBehavior.Restrict);
        settings.HasMany(s => s.Days).WithOne().HasForeignKey(day => day.SettingsId).OnDelete(DeleteBehavior.Cascade);
        settings.Navigation(s => s.Days).AutoInclude();
        settings.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class HearingDayConfiguration : IEntityTypeConfiguration<HearingDay>
{
    public void Configure(EntityTypeBuilder<HearingDay> day)
    {
        day.ToTable(
            "hearing_days",
            table =>
                table.HasCheckConstraint(
                    "ck_hearing_days_order",
                    "starts_at < lunch_from and lunch_from <= lunch_to and lunch_to < ends_at"
                )
        );
        day.Ignore(d => d.Events);
        day.Ignore(d => d.Hours);
        day.Property(d => d.Id).ValueGeneratedNever();
        day.HasIndex(d => new { d.SettingsId, d.On }).IsUnique().HasDatabaseName("ux_hearing_days_day");
    }
}

internal sealed class PanelConfiguration : IEntityTypeConfiguration<Panel>
{
    public void Configure(EntityTypeBuilder<Panel> panel)
    {
        panel.ToTable("panels");
        panel.Ignore(p => p.Events);
        panel.Ignore(p => p.NoteTakerId);
        panel.Ignore(p => p.PresentIds);
        panel.Property(p => p.Room).HasMaxLength(Panel.RoomMaxLength);
        panel.Property(p => p.Connection).HasMaxLength(Panel.ConnectionMaxLength);
        panel
            .HasIndex(p => new
            {
                p.CohortId,
                p.Day,
                p.Room,
            })
            .IsUnique()
            .HasDatabaseName("ux_panels_room");
        panel.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Restrict);
        panel.HasMany(p => p.Members).WithOne().HasForeignKey(member => member.PanelId).OnDelete(DeleteBehavior.Cascade);
        panel.Navigation(p => p.Members).AutoInclude();
        panel.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class PanelMemberConfiguration : IEntityTypeConfiguration<PanelMember>
{
    public void Configure(EntityTypeBuilder<PanelMember> member)
    {
        member.ToTable("panel_members");
        member.Ignore(m => m.Events);
        member.Property(m => m.Id).ValueGeneratedNever();
        member.HasIndex(m => new { m.PanelId, m.JurorId }).IsUnique().HasDatabaseName("ux_panel_members_pair");
        member
            .HasIndex(m => m.PanelId, "ux_panel_members_note_taker")
            .IsUnique()
            .HasFilter("is_note_taker")
            .HasDatabaseName("ux_panel_members_note_taker");
        member.HasOne<Juror>().WithMany().HasForeignKey(m => m.JurorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SlotConfiguration : IEntityTypeConfiguration<Slot>
{
    public void Configure(EntityTypeBuilder<Slot> slot)
    {
        slot.ToTable(
            "slots",
            table =>
            {
                table.HasCheckConstraint("ck_slots_order", "starts_at < ends_at");
                table.HasCheckConstraint(
                    "ck_slots_evidence",
                    "(state not in ('Waiting', 'InHearing', 'Heard') or arrived_at is not null) and (state not in ('InHearing', 'Heard') or begun_at is not null) and (state = 'Heard') = (finished_at is not null) and (state <> 'MoveAsked' or move_reason <> '')"
                );
            }
        );
        slot.Ignore(s => s.Events);
        slot.Ignore(s => s.Minutes);
        slot.Ignore(s => s.IsAnnounced);
        slot.Ignore(s => s.IsSettled);
        slot.Property(s => s.MoveReason).HasMaxLength(Slot.ReasonMaxLength);
        slot.HasIndex(s => new { s.CandidatureId, s.Turn }, "ux_slots_turn")
            .IsUnique()
            .HasFilter("state <> 'Withdrawn'")
            .HasDatabaseName("ux_slots_turn");
        slot.HasIndex(s => s.CandidatureId);
        slot.HasIndex(s => new { s.CohortId, s.StartsAt });
        slot.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Restrict);
        slot.HasOne<Candidature>().WithMany().HasForeignKey(s => s.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        slot.HasOne<Panel>().WithMany().HasForeignKey(s => s.PanelId).OnDelete(DeleteBehavior.Restrict);
        slot.HasMany(s => s.Mentors).WithOne().HasForeignKey(mentor => mentor.SlotId).OnDelete(DeleteBehavior.Cascade);
        slot.Navigation(s => s.Mentors).AutoInclude();
        slot.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class SlotMentorConfiguration : IEntityTypeConfiguration<SlotMentor>
{
    public void Configure(EntityTypeBuilder<SlotMentor> mentor)
    {
        mentor.ToTable("slot_mentors");
        mentor.Ignore(m => m.Events);
        mentor.Property(m => m.Id).ValueGeneratedNever();
        mentor.HasIndex(m => new { m.SlotId, m.JurorId }).IsUnique().HasDatabaseName("ux_slot_mentors_pair");
        mentor.HasOne<Juror>().WithMany().HasForeignKey(m => m.JurorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HearingAdjustmentConfiguration : IEntityTypeConfiguration<HearingAdjustment>
{
    public void Configure(EntityTypeBuilder<HearingAdjustment> adjustment)
    {
        adjustment.ToTable("hearing_adjustments");
        adjustment.Ignore(a => a.Events);
        adjustment.Ignore(a => a.Impossible);
        adjustment.Property(a => a.ZoneId).HasMaxLength(60);
        adjustment.Property(a => a.Reason).HasMaxLength(HearingAdjustment.ReasonMaxLength);
        adjustment.HasIndex(a => a.CandidatureId).IsUnique().HasDatabaseName("ux_hearing_adjustments_candidature");
        adjustment.HasOne<Candidature>().WithMany().HasForeignKey(a => a.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        adjustment.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class CollectiveSheetConfiguration : IEntityTypeConfiguration<CollectiveSheet>
{
    public void Configure(EntityTypeBuilder<CollectiveSheet> sheet)
    {
        sheet.ToTable(
            "collective_sheets",
            table =>
                table.HasCheckConstraint(
                    "ck_collective_sheets_locked",
                    "(state = 'Locked') = (locked_at is not null) and (state <> 'Locked' or opinion is not null)"
                )
        );
        sheet.Ignore(s => s.Events);
        sheet.Property(s => s.OverallComment).HasMaxLength(ScoreSheet.CommentMaxLength);
        sheet.HasIndex(s => s.SlotId).IsUnique().HasDatabaseName("ux_collective_sheets_slot");
        sheet.HasOne<Slot>().WithMany().HasForeignKey(s => s.SlotId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Candidature>().WithMany().HasForeignKey(s => s.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Juror>().WithMany().HasForeignKey(s => s.SavedBy).OnDelete(DeleteBehavior.Restrict);
        sheet.HasMany(s => s.Marks).WithOne().HasForeignKey(mark => mark.SheetId).OnDelete(DeleteBehavior.Cascade);
        sheet.Navigation(s => s.Marks).AutoInclude();
        sheet.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class CollectiveMarkConfiguration : IEntityTypeConfiguration<CollectiveMark>
{
    public void Configure(EntityTypeBuilder<CollectiveMark> mark)
    {
        mark.ToTable(
            "collective_marks",
            table => table.HasCheckConstraint("ck_collective_marks_abstains", "not (abstains and value is not null)")
        );
        mark.Ignore(m => m.Events);
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.CriterionKey).HasMaxLength(40);
        mark.Property(m => m.Comment).HasMaxLength(ScoreSheet.CommentMaxLength);
        mark.HasIndex(m => new { m.SheetId, m.CriterionKey }).IsUnique().HasDatabaseName("ux_collective_marks_criterion");
    }
}
