using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class JurorConfiguration : IEntityTypeConfiguration<Juror>
{
    public void Configure(EntityTypeBuilder<Juror> juror)
    {
        juror.ToTable("jurors");
        juror.Ignore(j => j.Events);
        juror.PrimitiveCollection(j => j.Families).ElementType(element => element.HasConversion<string>());
        juror.HasIndex(j => new { j.AccountId, j.CohortId }).IsUnique().HasDatabaseName("ux_jurors_account_cohort");
        juror.HasOne<Account>().WithMany().HasForeignKey(j => j.AccountId).OnDelete(DeleteBehavior.Restrict);
        juror.HasOne<Cohort>().WithMany().HasForeignKey(j => j.CohortId).OnDelete(DeleteBehavior.Restrict);
        juror.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class ConflictConfiguration : IEntityTypeConfiguration<ConflictOfInterest>
{
    public void Configure(EntityTypeBuilder<ConflictOfInterest> conflict)
    {
        conflict.ToTable("conflicts");
        conflict.Ignore(c => c.Events);
        conflict.Property(c => c.Reason).HasMaxLength(ConflictOfInterest.ReasonMaxLength);
        conflict
            .HasIndex(c => new { c.AccountId, c.CandidatureId })
            .IsUnique()
            .HasFilter("lifted_at is null")
            .HasDatabaseName("ux_conflicts_one_open");
        conflict.HasIndex(c => c.AccountId);
        conflict.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        conflict.HasOne<Candidature>().WithMany().HasForeignKey(c => c.CandidatureId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConflictWaiverConfiguration : IEntityTypeConfiguration<ConflictWaiver>
{
    public void Configure(EntityTypeBuilder<ConflictWaiver> waiver)
    {
        waiver.ToTable("conflict_waivers");
        waiver.Ignore(w => w.Events);
        waiver.Property(w => w.Reason).HasMaxLength(ConflictOfInterest.ReasonMaxLength);
        waiver.Property(w => w.Evidence).HasMaxLength(Interests.ItemMaxLength);
        waiver
            .HasIndex(w => new
            {
                w.AccountId,
                w.CandidatureId,
                w.Clue,
                w.Evidence,
            })
            .IsUnique()
            .HasDatabaseName("ux_conflict_waivers_proposal");
        waiver.HasOne<Account>().WithMany().HasForeignKey(w => w.AccountId).OnDelete(DeleteBehavior.Restrict);
        waiver.HasOne<Candidature>().WithMany().HasForeignKey(w => w.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        waiver.HasOne<Account>().WithMany().HasForeignKey(w => w.WaivedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RedactedDocumentConfiguration : IEntityTypeConfiguration<RedactedDocument>
{
    public void Configure(EntityTypeBuilder<RedactedDocument> copy)
    {
        copy.ToTable("redacted_documents");
        copy.Ignore(c => c.Events);
        copy.Ignore(c => c.Copy);
        copy.Property(c => c.Sha256).HasMaxLength(64);
        copy.HasIndex(c => c.DocumentId, "ix_redacted_documents_document_id");
        copy.HasIndex(c => c.DocumentId, "ux_redacted_documents_current")
            .IsUnique()
            .HasFilter("replaced_at is null")
            .HasDatabaseName("ux_redacted_documents_current");
        copy.HasOne<Candidature>().WithMany().HasForeignKey(c => c.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        copy.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Restrict);
        copy.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Restrict);
        copy.HasOne<Account>().WithMany().HasForeignKey(c => c.UploadedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScoreSheetConfiguration : IEntityTypeConfiguration<ScoreSheet>
{
    public void Configure(EntityTypeBuilder<ScoreSheet> sheet)
    {
        sheet.ToTable(
            "score_sheets",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_score_sheets_locked",
                    "state <> 'Locked' or (locked_at is not null and opinion is not null)"
                );
                table.HasCheckConstraint(
                    "ck_score_sheets_set_aside",
                    "(state = 'SetAside') = (set_aside_at is not null and set_aside_reason is not null)"
                );
            }
        );
        sheet.Ignore(s => s.Events);
        sheet.HasIndex(s => new { s.JurorId, s.CandidatureId }).IsUnique().HasDatabaseName("ux_score_sheets_pair");
        sheet.HasOne<Juror>().WithMany().HasForeignKey(s => s.JurorId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Candidature>().WithMany().HasForeignKey(s => s.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasMany(s => s.Marks).WithOne().HasForeignKey(mark => mark.SheetId).OnDelete(DeleteBehavior.Cascade);
        sheet.HasMany(s => s.Reopened).WithOne().HasForeignKey(version => version.SheetId).OnDelete(DeleteBehavior.Cascade);
        sheet.Navigation(s => s.Marks).AutoInclude();
        sheet.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class MarkConfiguration : IEntityTypeConfiguration<Mark>
{
    public void Configure(EntityTypeBuilder<Mark> mark)
    {
        mark.ToTable("marks", table => table.HasCheckConstraint("ck_marks_abstains", "not (abstains and value is not null)"));
        mark.Ignore(m => m.Events);
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.CriterionKey).HasMaxLength(40);
        mark.HasIndex(m => new { m.SheetId, m.CriterionKey }).IsUnique();
    }
}

internal sealed class SheetVersionConfiguration : IEntityTypeConfiguration<SheetVersion>
{
    public void Configure(EntityTypeBuilder<SheetVersion> version)
    {
        version.ToTable(
            "sheet_versions",
            table => table.HasCheckConstraint("ck_sheet_versions_order", "edition >= 1 and reopened_at >= locked_at")
        );
        version.Ignore(v => v.Events);
        version.Property(v => v.Id).ValueGeneratedNever();
        version.HasIndex(v => new { v.SheetId, v.Edition }).IsUnique().HasDatabaseName("ux_sheet_versions_edition");
        version.HasMany(v => v.Marks).WithOne().HasForeignKey(mark => mark.VersionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LateSheetConfiguration : IEntityTypeConfiguration<LateSheet>
{
    public void Configure(EntityTypeBuilder<LateSheet> late)
    {
        late.ToTable("late_sheets");
        late.Ignore(l => l.Events);
        late.HasIndex(l => new { l.SheetId, l.Page })
            .IsUnique()
            .HasFilter("page is not null and taken_at is null")
            .HasDatabaseName("ux_late_sheets_page");
        late.HasIndex(l => l.SheetId);
        late.HasOne<ScoreSheet>().WithMany().HasForeignKey(l => l.SheetId).OnDelete(DeleteBehavior.Cascade);
        late.HasMany(l => l.Marks).WithOne().HasForeignKey(mark => mark.LateSheetId).OnDelete(DeleteBehavior.Cascade);
        late.Navigation(l => l.Marks).AutoInclude();
        late.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class LateMarkConfiguration : IEntityTypeConfiguration<LateMark>
{
    public void Configure(EntityTypeBuilder<LateMark> mark)
    {
        mark.ToTable(
            "late_marks",
            table => table.HasCheckConstraint("ck_late_marks_abstains", "not (abstains and value is not null)")
        );
        mark.Ignore(m => m.Events);
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.CriterionKey).HasMaxLength(40);
        mark.HasIndex(m => new { m.LateSheetId, m.CriterionKey }).IsUnique();
    }
}

internal sealed class VersionMarkConfiguration : IEntityTypeConfiguration<VersionMark>
{
    public void Configure(EntityTypeBuilder<VersionMark> mark)
    {
        mark.ToTable(
            "version_marks",
            table => table.HasCheckConstraint("ck_version_marks_abstains", "not (abstains and value is not null)")
        );
        mark.Ignore(m => m.Events);
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.CriterionKey).HasMaxLength(40);
        mark.HasIndex(m => new { m.VersionId, m.CriterionKey }).IsUnique();
    }
}

internal sealed class PassageConfiguration : IEntityTypeConfiguration<Passage>
{
    public void Configure(EntityTypeBuilder<Passage> passage)
    {
        passage.ToTable(
            "passages",
            table =>
            {
                table.HasCheckConstraint("ck_passages_place", "start >= 0 and length > 0 and quote <> ''");
                table.HasCheckConstraint("ck_passages_editions", "withdrawn_in is null or withdrawn_in > edition");
            }
        );
        passage.Ignore(p => p.Events);
        passage.Property(p => p.CriterionKey).HasMaxLength(40);
        passage.Property(p => p.Place).HasMaxLength(Passage.PlaceMaxLength);
        passage.Property(p => p.Quote).HasMaxLength(Passage.QuoteMaxLength * 2);
        passage.HasIndex(p => p.SheetId);
        passage
            .HasIndex(p => new
            {
                p.SheetId,
                p.CriterionKey,
                p.Place,
                p.Start,
                p.Length,
            })
            .IsUnique()
            .HasFilter("withdrawn_in is null")
            .HasDatabaseName("ux_passages_once");
        passage.HasOne<ScoreSheet>().WithMany().HasForeignKey(p => p.SheetId).OnDelete(DeleteBehavior.Cascade);
        passage.HasOne<Snapshot>().WithMany().HasForeignKey(p => p.SnapshotId).OnDelete(DeleteBehavior.Restrict);
    }
}
