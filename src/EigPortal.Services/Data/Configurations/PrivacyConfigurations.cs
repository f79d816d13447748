using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class FileOpeningConfiguration : IEntityTypeConfiguration<FileOpening>
{
    public void Configure(EntityTypeBuilder<FileOpening> opening)
    {
        opening.ToTable("file_openings");
        opening.Property(o => o.Id).ValueGeneratedNever();
        opening
            .HasIndex(o => new
            {
                o.CandidatureId,
                o.ReaderId,
                o.Role,
                o.Part,
                o.Hour,
            })
            .IsUnique()
            .HasDatabaseName("ux_file_openings_hour");
        opening.HasOne<Candidature>().WithMany().HasForeignKey(o => o.CandidatureId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ErasedFileConfiguration : IEntityTypeConfiguration<ErasedFile>
{
    public void Configure(EntityTypeBuilder<ErasedFile> file)
    {
        file.ToTable("erased_files");
        file.Property(f => f.Id).ValueGeneratedNever();
    }
}

internal sealed class RetentionNoticeConfiguration : IEntityTypeConfiguration<RetentionNotice>
{
    public void Configure(EntityTypeBuilder<RetentionNotice> notice)
    {
        notice.ToTable("retention_notices");
        notice.Ignore(n => n.Events);
        notice.Ignore(n => n.ErasedFrom);
        notice.HasIndex(n => new { n.AboutId, n.Purpose }).IsUnique().HasDatabaseName("ux_retention_notices_about");
    }
}
