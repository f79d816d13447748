using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class MailWordingConfiguration : IEntityTypeConfiguration<MailWording>
{
    public void Configure(EntityTypeBuilder<MailWording> wording)
    {
        wording.ToTable(
            "mail_wordings",
            table => table.HasCheckConstraint("ck_mail_wordings_whole", "(subject is null) = (body is null)")
        );
        wording.Property(w => w.Id).ValueGeneratedNever();
        wording.Property(w => w.Template).HasMaxLength(60);
        wording.Property(w => w.Subject).HasMaxLength(OutboxMail.SubjectMaxLength);
        wording.Property(w => w.Body).HasMaxLength(MailTemplate.BodyMaxLength);
        wording.HasIndex(w => new { w.Template, w.Version }).IsUnique().HasDatabaseName("ux_mail_wordings_version");
        wording.HasOne<Account>().WithMany().HasForeignKey(w => w.By).OnDelete(DeleteBehavior.Restrict);
    }
}
