using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class DeliberationConfiguration : IEntityTypeConfiguration<Deliberation>
{
    public void Configure(EntityTypeBuilder<Deliberation> deliberation)
    {
        deliberation.ToTable(
            "deliberations",
            table =>
            {
                table.HasCheckConstraint("ck_deliberations_quorum", "quorum >= 2");
                table.HasCheckConstraint("ck_deliberations_opened", "(state = 'Convened') = (opened_at is null)");
                table.HasCheckConstraint(
                    "ck_deliberations_sealed",
                    "(state = 'Closed') = (closed_at is not null) and (state = 'Closed') = (minutes_sha256 <> '')"
                );
            }
        );
        deliberation.Ignore(d => d.Events);
        deliberation.Property(d => d.Title).HasMaxLength(Deliberation.TitleMaxLength);
        deliberation.Property(d => d.MinutesSha256).HasMaxLength(64);
        deliberation.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Restrict);
        deliberation.HasOne<Account>().WithMany().HasForeignKey(d => d.ChairId).OnDelete(DeleteBehavior.Restrict);
        deliberation
            .HasMany(d => d.Members)
            .WithOne()
            .HasForeignKey(member => member.DeliberationId)
            .OnDelete(DeleteBehavior.Restrict);
        deliberation
            .HasMany(d => d.Resolutions)
            .WithOne()
            .HasForeignKey(resolution => resolution.DeliberationId)
            .OnDelete(DeleteBehavior.Restrict);
        deliberation.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class DeliberationMemberConfiguration : IEntityTypeConfiguration<DeliberationMember>
{
    public void Configure(EntityTypeBuilder<DeliberationMember> member)
    {
        member.ToTable("deliberation_members");
        member.Ignore(m => m.Events);
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.FullName).HasMaxLength(200);
        member.HasIndex(m => new { m.DeliberationId, m.AccountId }).IsUnique().HasDatabaseName("ux_deliberation_members_once");
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResolutionConfiguration : IEntityTypeConfiguration<Resolution>
{
    public void Configure(EntityTypeBuilder<Resolution> resolution)
    {
        resolution.ToTable(
            "resolutions",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_resolutions_votes",
                    "votes_for >= 0 and votes_against >= 0 and abstained >= 0 and votes_for + votes_against + abstained = voters"
                );
                table.HasCheckConstraint("ck_resolutions_decided", "(outcome = 'Adopted') = (decision_id is not null)");
                table.HasCheckConstraint("ck_resolutions_casting", "casting_vote is null or votes_for = votes_against");
            }
        );
        resolution.Ignore(r => r.Events);
        resolution.Property(r => r.Id).ValueGeneratedNever();
        resolution.Property(r => r.Number).HasMaxLength(40);
        resolution.Property(r => r.Seat).HasMaxLength(400);
        resolution.Property(r => r.For).HasColumnName("votes_for");
        resolution.Property(r => r.Against).HasColumnName("votes_against");
        resolution.PrimitiveCollection(r => r.Recused);
        resolution.HasIndex(r => new { r.DeliberationId, r.Sequence }).IsUnique().HasDatabaseName("ux_resolutions_sequence");
        resolution.HasOne<Candidature>().WithMany().HasForeignKey(r => r.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        resolution.HasOne<Decision>().WithMany().HasForeignKey(r => r.DecisionId).OnDelete(DeleteBehavior.Restrict);
    }
}
