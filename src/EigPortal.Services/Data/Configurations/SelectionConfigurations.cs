using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Teams;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable(
            "decisions",
            table =>
            {
                table.HasCheckConstraint("ck_decisions_post", "(kind = 'NotRetained') = (post_id is null)");
                table.HasCheckConstraint(
                    "ck_decisions_grounds",
                    "kind = 'NotRetained' or (cardinality(grounds) = 0 and feedback = '')"
                );
                table.HasCheckConstraint("ck_decisions_two_people", "validated_by is null or validated_by <> recorded_by");
                table.HasCheckConstraint(
                    "ck_decisions_validated",
                    "state <> 'Validated' or (validated_by is not null and validated_at is not null)"
                );
            }
        );
        decision.Ignore(d => d.Events);
        decision.Property(d => d.Reason).HasMaxLength(Decision.ReasonMaxLength);
        decision.Property(d => d.Feedback).HasMaxLength(Decision.FeedbackMaxLength);
        decision.PrimitiveCollection(d => d.Grounds).ElementType(element => element.HasConversion<string>());
        decision.PrimitiveCollection(d => d.Aids).ElementType(element => element.HasConversion<string>());
        decision.HasMany(d => d.Places).WithOne().HasForeignKey(place => place.DecisionId).OnDelete(DeleteBehavior.Restrict);
        decision
            .HasIndex(d => d.CandidatureId)
            .IsUnique()
            .HasFilter("state <> 'Cancelled'")
            .HasDatabaseName("ux_decisions_one_live");
        decision
            .HasIndex(d => d.PostId)
            .IsUnique()
            .HasFilter("state <> 'Cancelled' and kind = 'Retained'")
            .HasDatabaseName("ux_decisions_one_per_seat");
        // The unique ones hold live decisions only: the keys need an index over all.
        decision.HasIndex(d => d.CandidatureId, "ix_decisions_candidature_id");
        decision.HasIndex(d => d.PostId, "ix_decisions_post_id");
        decision.HasOne<Candidature>().WithMany().HasForeignKey(d => d.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Restrict);
        decision.HasOne<Post>().WithMany().HasForeignKey(d => d.PostId).OnDelete(DeleteBehavior.Restrict);
        decision.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class WaitingPlaceConfiguration : IEntityTypeConfiguration<WaitingPlace>
{
    public void Configure(EntityTypeBuilder<WaitingPlace> place)
    {
        place.ToTable("waiting_places", table => table.HasCheckConstraint("ck_waiting_places_position", "position >= 1"));
        place.Ignore(p => p.Events);
        place.Property(p => p.Id).ValueGeneratedNever();
        place
            .HasIndex(p => new
            {
                p.DecisionId,
                p.ChallengeId,
                p.Profile,
            })
            .IsUnique()
            .HasDatabaseName("ux_waiting_places_once");
        place.HasIndex(p => new { p.ChallengeId, p.Profile });
        place.HasOne<Challenge>().WithMany().HasForeignKey(p => p.ChallengeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> offer)
    {
        offer.ToTable(
            "offers",
            table => table.HasCheckConstraint("ck_offers_answered", "(state = 'Sent') = (answered_at is null)")
        );
        offer.Ignore(o => o.Events);
        offer.Property(o => o.PublicName).HasMaxLength(200);
        offer.HasIndex(o => o.DecisionId).IsUnique().HasDatabaseName("ux_offers_decision");
        offer.HasOne<Decision>().WithOne().HasForeignKey<Offer>(o => o.DecisionId).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Candidature>().WithMany().HasForeignKey(o => o.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Post>().WithMany().HasForeignKey(o => o.PostId).OnDelete(DeleteBehavior.Restrict);
        offer.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class NoticeReleaseConfiguration : IEntityTypeConfiguration<NoticeRelease>
{
    public void Configure(EntityTypeBuilder<NoticeRelease> release)
    {
        release.ToTable(
            "notice_releases",
            table =>
            {
                table.HasCheckConstraint("ck_notice_releases_two_people", "confirmed_by is null or confirmed_by <> prepared_by");
                table.HasCheckConstraint(
                    "ck_notice_releases_confirmed",
                    "(state = 'Released') = (confirmed_by is not null and confirmed_at is not null)"
                );
            }
        );
        release.Ignore(r => r.Events);
        release
            .HasIndex(r => r.CohortId)
            .IsUnique()
            .HasFilter("state = 'Prepared'")
            .HasDatabaseName("ux_notice_releases_one_prepared");
        release.HasIndex(r => r.CohortId, "ix_notice_releases_cohort_id");
        release.HasOne<Cohort>().WithMany().HasForeignKey(r => r.CohortId).OnDelete(DeleteBehavior.Restrict);
        release.HasMany(r => r.Recipients).WithOne().HasForeignKey(r => r.ReleaseId).OnDelete(DeleteBehavior.Restrict);
        release.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class NoticeRecipientConfiguration : IEntityTypeConfiguration<NoticeRecipient>
{
    public void Configure(EntityTypeBuilder<NoticeRecipient> recipient)
    {
        recipient.ToTable("notice_recipients");
        recipient.Ignore(r => r.Events);
        recipient.Property(r => r.Id).ValueGeneratedNever();
        recipient.HasIndex(r => new { r.ReleaseId, r.DecisionId }).IsUnique();
        recipient.HasOne<Decision>().WithMany().HasForeignKey(r => r.DecisionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> team)
    {
        team.ToTable("teams");
        team.Ignore(t => t.Events);
        team.HasIndex(t => t.ChallengeId).IsUnique().HasDatabaseName("ux_teams_challenge");
        team.HasOne<Challenge>().WithOne().HasForeignKey<Team>(t => t.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        team.HasOne<Cohort>().WithMany().HasForeignKey(t => t.CohortId).OnDelete(DeleteBehavior.Restrict);
        team.HasMany(t => t.Fellows).WithOne().HasForeignKey(fellow => fellow.TeamId).OnDelete(DeleteBehavior.Restrict);
        team.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class FellowConfiguration : IEntityTypeConfiguration<Fellow>
{
    public void Configure(EntityTypeBuilder<Fellow> fellow)
    {
        fellow.ToTable("fellows");
        fellow.Ignore(f => f.Events);
        fellow.Property(f => f.Id).ValueGeneratedNever();
        fellow.Property(f => f.FullName).HasMaxLength(200);
        fellow.Property(f => f.PublicName).HasMaxLength(200);
        fellow.HasIndex(f => f.PostId).IsUnique().HasFilter("left_at is null").HasDatabaseName("ux_fellows_seat");
        fellow.HasOne<Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Restrict);
        fellow.HasOne<Candidature>().WithMany().HasForeignKey(f => f.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        fellow.HasIndex(f => f.PostId, "ix_fellows_post_id");
        fellow.HasOne<Post>().WithMany().HasForeignKey(f => f.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MentorConfiguration : IEntityTypeConfiguration<Mentor>
{
    public void Configure(EntityTypeBuilder<Mentor> mentor)
    {
        mentor.ToTable("mentors");
        mentor.Ignore(m => m.Events);
        mentor
            .HasIndex(m => new
            {
                m.AccountId,
                m.ChallengeId,
                m.Role,
            })
            .IsUnique()
            .HasFilter("left_at is null")
            .HasDatabaseName("ux_mentors_open");
        mentor.HasIndex(m => m.AccountId);
        mentor.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        mentor.HasOne<Challenge>().WithMany().HasForeignKey(m => m.ChallengeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HostContactConfiguration : IEntityTypeConfiguration<HostContact>
{
    public void Configure(EntityTypeBuilder<HostContact> contact)
    {
        contact.ToTable("host_contacts");
        contact.Ignore(c => c.Events);
        contact
            .HasIndex(c => new { c.AccountId, c.HostId })
            .IsUnique()
            .HasFilter("left_at is null")
            .HasDatabaseName("ux_host_contacts_open");
        contact.HasIndex(c => c.AccountId);
        contact.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        contact.HasOne<HostAdministration>().WithMany().HasForeignKey(c => c.HostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ContractConfiguration : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> contract)
    {
        contract.ToTable(
            "contracts",
            table =>
            {
                table.HasCheckConstraint("ck_contracts_dates", "ends_on > starts_on");
                table.HasCheckConstraint("ck_contracts_share", "programme_share between 0 and 100");
                table.HasCheckConstraint(
                    "ck_contracts_signed",
                    "state not in ('Signed', 'Running', 'Ended', 'Broken') or signed_at is not null"
                );
                table.HasCheckConstraint(
                    "ck_contracts_broken",
                    "(state = 'Broken') = (broken_on is not null and break_reason is not null)"
                );
            }
        );
        contract.Ignore(c => c.Events);
        contract.Property(c => c.NetMonthlySalary).HasPrecision(10, 2);
        contract.Property(c => c.ProgrammeShare).HasPrecision(5, 2);
        contract.HasIndex(c => c.FellowId).IsUnique().HasFilter("state <> 'Broken'").HasDatabaseName("ux_contracts_one_live");
        contract.HasIndex(c => c.FellowId, "ix_contracts_fellow_id");
        contract.HasOne<Fellow>().WithMany().HasForeignKey(c => c.FellowId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<HostAdministration>().WithMany().HasForeignKey(c => c.HostId).OnDelete(DeleteBehavior.Restrict);
        contract
            .HasMany(c => c.Documents)
            .WithOne()
            .HasForeignKey(document => document.ContractId)
            .OnDelete(DeleteBehavior.Restrict);
        contract.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class ContractDocumentConfiguration : IEntityTypeConfiguration<ContractDocument>
{
    public void Configure(EntityTypeBuilder<ContractDocument> document)
    {
        document.ToTable("contract_documents");
        document.Ignore(d => d.Events);
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.FileName).HasMaxLength(255);
        document
            .HasIndex(d => new
            {
                d.ContractId,
                d.Kind,
                d.Version,
            })
            .IsUnique();
        document.HasOne<StoredFile>().WithMany().HasForeignKey(d => d.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}
