using EigPortal.Domain.Accounts;
using EigPortal.Services.Audit;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable(
            "accounts",
            table =>
                table.HasCheckConstraint(
                    "ck_accounts_unproved",
                    "email_confirmed or (staff_role = 'None' and pending_email is null)"
                )
        );
        account.Ignore(a => a.FullName);
        account.Property(a => a.GivenName).HasMaxLength(Account.NameMaxLength);
        account.Property(a => a.FamilyName).HasMaxLength(Account.NameMaxLength);
        account.Property(a => a.PendingEmail).HasMaxLength(256);
        account.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("ux_accounts_user_name");
        // An address is one account's once it is proved; before, anybody may claim it (ADR 23).
        account.HasIndex(a => a.NormalizedEmail).IsUnique().HasFilter("email_confirmed").HasDatabaseName("ux_accounts_email");
        account
            .HasIndex(a => a.NormalizedEmail, "ix_accounts_claims")
            .HasFilter("not email_confirmed")
            .HasDatabaseName("ix_accounts_claims");
    }
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> session)
    {
        session.ToTable("account_sessions");
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.SecurityStamp).HasMaxLength(256);
        session.Property(s => s.Device).HasMaxLength(AccountSession.DeviceMaxLength);
        session.HasIndex(s => s.AccountId);
        session.HasIndex(s => s.OpenedAt);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PortalViewConfiguration : IEntityTypeConfiguration<PortalView>
{
    public void Configure(EntityTypeBuilder<PortalView> view)
    {
        view.ToTable(
            "portal_views",
            table =>
            {
                table.HasCheckConstraint("ck_portal_views_ended", "(ended_at is null) = (ended_because is null)");
                table.HasCheckConstraint("ck_portal_views_other", "viewer_id <> subject_id");
                table.HasCheckConstraint("ck_portal_views_reason", "reason <> ''");
                table.HasCheckConstraint("ck_portal_views_time", "expires_at > opened_at");
            }
        );
        view.Ignore(v => v.Events);
        view.Ignore(v => v.State);
        view.Property(v => v.Reason).HasMaxLength(PortalView.ReasonMaxLength);
        view.HasIndex(v => v.ViewerId, "ux_portal_views_open")
            .IsUnique()
            .HasFilter("ended_at is null")
            .HasDatabaseName("ux_portal_views_open");
        view.HasIndex(v => v.ViewerId);
        view.HasIndex(v => v.SubjectId);
        view.HasOne<Account>().WithMany().HasForeignKey(v => v.ViewerId).OnDelete(DeleteBehavior.Restrict);
        view.HasOne<Account>().WithMany().HasForeignKey(v => v.SubjectId).OnDelete(DeleteBehavior.Cascade);
        view.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable(
            "invitations",
            table => table.HasCheckConstraint("ck_invitations_accepted", "(accepted_at is null) = (accepted_by is null)")
        );
        invitation.Ignore(i => i.Events);
        invitation.Property(i => i.Email).HasMaxLength(256);
        invitation.Property(i => i.TokenHash).HasMaxLength(64).IsFixedLength();
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.ToTable(
            "mails",
            table => table.HasCheckConstraint("ck_mails_sent", "(state in ('Sent', 'Bounced')) = (sent_at is not null)")
        );
        mail.Ignore(m => m.MessageId);
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Template).HasMaxLength(60);
        mail.Property(m => m.To).HasMaxLength(256);
        mail.Property(m => m.Subject).HasMaxLength(OutboxMail.SubjectMaxLength);
        mail.Property(m => m.LastError).HasMaxLength(OutboxMail.ErrorMaxLength);
        mail.HasIndex(m => new
            {
                m.Template,
                m.AboutId,
                m.To,
                m.Round,
            })
            .IsUnique()
            .HasDatabaseName("ux_mails_key");
        mail.HasIndex(m => m.NextAttemptAt).HasFilter("state = 'Waiting'").HasDatabaseName("ix_mails_waiting");
        mail.HasIndex(m => m.CreatedAt);
        mail.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> audit)
    {
        audit.ToTable("audit_events");
        audit.Property(a => a.Id).ValueGeneratedNever();
        audit.Property(a => a.ObjectType).HasMaxLength(40);
        audit.Property(a => a.Kind).HasMaxLength(60);
        audit.Property(a => a.Sentence).HasMaxLength(300);
        audit.Property(a => a.ReasonSalt).HasMaxLength(36).ValueGeneratedOnAdd();
        audit.Property(a => a.ReasonDigest).HasMaxLength(64).ValueGeneratedOnAdd();
        audit.Property(a => a.Sequence).ValueGeneratedOnAdd();
        audit.Property(a => a.PreviousHash).HasMaxLength(64).ValueGeneratedOnAdd();
        audit.Property(a => a.Hash).HasMaxLength(64).ValueGeneratedOnAdd();
        audit.HasIndex(a => new { a.ObjectId, a.Sequence }).IsUnique().HasDatabaseName("ux_audit_events_place");
        audit.HasIndex(a => a.ActorId);
    }
}
