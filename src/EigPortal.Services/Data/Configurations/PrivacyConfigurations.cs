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
