using System.Text.Json;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Selection.Forming;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class TeamConditionConfiguration : IEntityTypeConfiguration<TeamCondition>
{
    public void Configure(EntityTypeBuilder<TeamCondition> condition)
    {
        condition.ToTable(
            "team_conditions",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_team_conditions_people",
                    """
                    (candidature_id is not null) = (kind not in ('Complete', 'Without', 'OneOf'))
                    and (other_candidature_id is not null) = (kind in ('Apart', 'Together', 'Complementary'))
                    and (other_candidature_id is null or other_candidature_id <> candidature_id)
                    """
                );
                table.HasCheckConstraint(
                    "ck_team_conditions_place",
                    """
                    (challenge_id is null) = (kind in ('Apart', 'Together', 'Complementary'))
                    and (profile is not null) = (kind in ('Lock', 'OtherProfile'))
                    """
                );
                table.HasCheckConstraint(
                    "ck_team_conditions_some",
                    "(kind = 'OneOf') = (cardinality(people) > 0) and (kind = 'OneOf') = (sought <> '')"
                );
                table.HasCheckConstraint("ck_team_conditions_lifted", "(lifted_at is null) = (lifted_by is null)");
            }
        );
        condition.Ignore(c => c.Events);
        condition.Property(c => c.Reason).HasMaxLength(TeamCondition.ReasonMaxLength);
        condition.Property(c => c.Profile).HasMaxLength(60);
        condition.Property(c => c.Sought).HasMaxLength(TeamCondition.SoughtMaxLength);
        condition.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        condition.HasOne<Candidature>().WithMany().HasForeignKey(c => c.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        condition.HasOne<Candidature>().WithMany().HasForeignKey(c => c.OtherCandidatureId).OnDelete(DeleteBehavior.Restrict);
        condition.HasOne<Challenge>().WithMany().HasForeignKey(c => c.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        condition.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class ChallengeConsentConfiguration : IEntityTypeConfiguration<ChallengeConsent>
{
    public void Configure(EntityTypeBuilder<ChallengeConsent> consent)
    {
        consent.ToTable(
            "challenge_consents",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_challenge_consents_answered",
                    "state not in ('Given', 'Refused') or answered_at is not null"
                );
                table.HasCheckConstraint("ck_challenge_consents_time", "answer_before > asked_at");
            }
        );
        consent.Ignore(c => c.Events);
        consent.Property(c => c.Profile).HasMaxLength(60);
        consent.Property(c => c.Reason).HasMaxLength(ChallengeConsent.ReasonMaxLength);
        consent
            .HasIndex(c => new
            {
                c.CandidatureId,
                c.ChallengeId,
                c.Profile,
            })
            .IsUnique()
            .HasFilter("state <> 'TakenBack'")
            .HasDatabaseName("ux_challenge_consents_one_live");
        // The unique one holds live questions only: the keys need an index over all.
        consent.HasIndex(c => c.CandidatureId, "ix_challenge_consents_candidature_id");
        consent.HasOne<Candidature>().WithMany().HasForeignKey(c => c.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        consent.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        consent.HasOne<Challenge>().WithMany().HasForeignKey(c => c.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        consent.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class TeamComputationConfiguration : IEntityTypeConfiguration<TeamComputation>
{
    public void Configure(EntityTypeBuilder<TeamComputation> computation)
    {
        computation.ToTable("team_computations");
        computation.Ignore(c => c.Events);
        computation.Property(c => c.Hash).HasMaxLength(64);
        computation.Property(c => c.Solver).HasMaxLength(60);
        // A computation is written once and never changed.
        computation
            .Property(c => c.Problem)
            .HasColumnType("jsonb")
            .HasConversion(
                problem => TeamArchive.Write(problem),
                json => TeamArchive.Read(json),
                new ValueComparer<TeamProblem>((left, right) => ReferenceEquals(left, right), problem => 0, problem => problem)
            );
        computation
            .Property(c => c.Solutions)
            .HasColumnType("jsonb")
            .HasConversion(
                solutions => JsonSerializer.Serialize(solutions, TeamArchive.Options),
                json => JsonSerializer.Deserialize<List<KeptSolution>>(json, TeamArchive.Options)!,
                new ValueComparer<IReadOnlyList<KeptSolution>>(
                    (left, right) => ReferenceEquals(left, right),
                    solutions => 0,
                    solutions => solutions
                )
            );
        computation.HasIndex(c => new { c.CohortId, c.ComputedAt });
        computation.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TeamProposalConfiguration : IEntityTypeConfiguration<TeamProposal>
{
    public void Configure(EntityTypeBuilder<TeamProposal> proposal)
    {
        proposal.ToTable(
            "team_proposals",
            table => table.HasCheckConstraint("ck_team_proposals_closed", "(state = 'Open') = (closed_at is null)")
        );
        proposal.Ignore(p => p.Events);
        proposal
            .Property(p => p.Places)
            .HasColumnType("jsonb")
            .HasConversion(
                places => JsonSerializer.Serialize(places, TeamArchive.Options),
                json => JsonSerializer.Deserialize<List<TeamPlace>>(json, TeamArchive.Options)!,
                // A verb replaces the whole list, and never changes one that exists.
                new ValueComparer<IReadOnlyList<TeamPlace>>(
                    (left, right) => ReferenceEquals(left, right),
                    places => 0,
                    places => places
                )
            );
        proposal.HasIndex(p => p.CohortId).IsUnique().HasFilter("state = 'Open'").HasDatabaseName("ux_team_proposals_one_open");
        proposal.HasIndex(p => p.CohortId, "ix_team_proposals_cohort_id");
        proposal.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasOne<TeamComputation>().WithMany().HasForeignKey(p => p.ComputationId).OnDelete(DeleteBehavior.Restrict);
        proposal.HasMany(p => p.Edits).WithOne().HasForeignKey(edit => edit.ProposalId).OnDelete(DeleteBehavior.Restrict);
        proposal.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class TeamEditConfiguration : IEntityTypeConfiguration<TeamEdit>
{
    public void Configure(EntityTypeBuilder<TeamEdit> edit)
    {
        edit.ToTable(
            "team_edits",
            table => table.HasCheckConstraint("ck_team_edits_change", "former_id is distinct from candidature_id")
        );
        edit.Ignore(e => e.Events);
        edit.Property(e => e.Id).ValueGeneratedNever();
        edit.Property(e => e.Reason).HasMaxLength(TeamEdit.ReasonMaxLength);
        edit.HasIndex(e => new { e.ProposalId, e.Position }).IsUnique();
        edit.HasOne<Post>().WithMany().HasForeignKey(e => e.PostId).OnDelete(DeleteBehavior.Restrict);
        edit.HasOne<Candidature>().WithMany().HasForeignKey(e => e.FormerId).OnDelete(DeleteBehavior.Restrict);
        edit.HasOne<Candidature>().WithMany().HasForeignKey(e => e.CandidatureId).OnDelete(DeleteBehavior.Restrict);
    }
}
