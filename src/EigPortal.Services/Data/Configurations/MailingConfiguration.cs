using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Selection;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class MailingConfiguration : IEntityTypeConfiguration<Mailing>
{
    public void Configure(EntityTypeBuilder<Mailing> mailing)
    {
        mailing.ToTable(
            "mailings",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_mailings_two_people",
                    "(standing = 'Sent') = (sent_at is not null) and (sent_by is null or sent_by <> author) and (standing <> 'Sent' or (sent_by is not null and recipients is not null))"
                );
                table.HasCheckConstraint(
                    "ck_mailings_waiting",
                    "case when on_waiting_list then state is null else next_news_on is null end"
                );
            }
        );
        mailing.Ignore(m => m.Events);
        mailing.Ignore(m => m.Audience);
        mailing.Property(m => m.Id).ValueGeneratedNever();
        mailing.Property(m => m.Subject).HasMaxLength(Mailing.SubjectMaxLength);
        mailing.Property(m => m.Body).HasMaxLength(Mailing.BodyMaxLength);
        mailing.Property(m => m.Profile).HasMaxLength(60);
        mailing.HasIndex(m => m.Number).IsUnique().HasDatabaseName("ux_mailings_number");
        mailing.HasIndex(m => m.CohortId);
        mailing.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Restrict);
        mailing.HasOne<Challenge>().WithMany().HasForeignKey(m => m.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        mailing.HasOne<Account>().WithMany().HasForeignKey(m => m.Author).OnDelete(DeleteBehavior.Restrict);
        mailing.HasOne<Account>().WithMany().HasForeignKey(m => m.SentBy).OnDelete(DeleteBehavior.Restrict);
        mailing.HasMany(m => m.Asked).WithOne().HasForeignKey(r => r.MailingId).OnDelete(DeleteBehavior.Cascade);
        mailing.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class MailingRecipientConfiguration : IEntityTypeConfiguration<MailingRecipient>
{
    public void Configure(EntityTypeBuilder<MailingRecipient> recipient)
    {
        recipient.ToTable("mailing_recipients");
        recipient.Ignore(r => r.Events);
        recipient.Property(r => r.Id).ValueGeneratedNever();
        recipient.HasIndex(r => new { r.MailingId, r.DecisionId }).IsUnique().HasDatabaseName("ux_mailing_recipients_once");
        recipient.HasOne<Decision>().WithMany().HasForeignKey(r => r.DecisionId).OnDelete(DeleteBehavior.Restrict);
    }
}
