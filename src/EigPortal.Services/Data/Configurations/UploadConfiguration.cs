using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> upload)
    {
        upload.ToTable("uploads", table => table.HasCheckConstraint("ck_uploads_received", "received between 0 and length"));
        upload.Ignore(u => u.IsComplete);
        upload.Ignore(u => u.Percent);
        upload.Property(u => u.Id).ValueGeneratedNever();
        upload.Property(u => u.FileName).HasMaxLength(Document.FileNameMaxLength);
        upload.Property(u => u.Sha256).HasMaxLength(Upload.Sha256Length).IsFixedLength();
        upload
            .HasIndex(u => new { u.CandidatureId, u.Kind })
            .IsUnique()
            .HasFilter("document_id is null")
            .HasDatabaseName("ux_uploads_one_open");
        upload.HasIndex(u => u.CandidatureId);
        // A passing thing: it leaves with what it is about.
        upload.HasOne<Candidature>().WithMany().HasForeignKey(u => u.CandidatureId).OnDelete(DeleteBehavior.Cascade);
        upload.HasOne<Account>().WithMany().HasForeignKey(u => u.AccountId).OnDelete(DeleteBehavior.Cascade);
        upload.HasOne<Document>().WithMany().HasForeignKey(u => u.DocumentId).OnDelete(DeleteBehavior.Cascade);
    }
}
