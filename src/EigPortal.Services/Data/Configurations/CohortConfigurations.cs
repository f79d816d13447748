using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class CohortConfiguration : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> cohort)
    {
        cohort.ToTable(
            "cohorts",
            table =>
            {
                table.HasCheckConstraint("ck_cohorts_call_order", "timetable_call_closes_at > timetable_call_opens_at");
                table.HasCheckConstraint(
                    "ck_cohorts_closing_proposal",
                    "(closing_proposed_until is null) = (closing_proposed_by is null) and (closing_proposed_until is null) = (closing_proposal_reason is null) and (closing_proposed_until is null) = (closing_proposed_at is null)"
                );
                table.HasCheckConstraint(
                    "ck_cohorts_grid",
                    $"scale_max between 1 and {Cohort.MostScaleMax} and grid_edition >= 1"
                );
                table.HasCheckConstraint(
                    "ck_cohorts_readings",
                    $"readings_per_file between 1 and {PlanRules.MostReadings} and favourites_per_juror between 0 and {Cohort.MostFavourites}"
                );
                table.HasCheckConstraint("ck_cohorts_pseudonym_salt", "pseudonym_salt <> '00000000-0000-0000-0000-000000000000'");
                table.HasCheckConstraint("ck_cohorts_counts_frozen", "stage_counts_frozen_at is null or results = 'Confirmed'");
                table.HasCheckConstraint(
                    "ck_cohorts_results_two_people",
                    "results <> 'Confirmed' or (results_confirmed_by is not null and results_confirmed_by <> results_prepared_by)"
                );
            }
        );
        cohort.HasKey(c => c.Id);
        cohort.Ignore(c => c.Events);
        cohort.Property(c => c.Slug).HasMaxLength(20);
        cohort.Property(c => c.Name).HasMaxLength(100);
        cohort.Property(c => c.RevealReason).HasMaxLength(Cohort.ReasonMaxLength);
        cohort.Property(c => c.ClosingProposalReason).HasMaxLength(Cohort.ReasonMaxLength);
        cohort.HasIndex(c => c.Slug).IsUnique();
        cohort.HasIndex(c => c.IsCurrent).IsUnique().HasFilter("is_current").HasDatabaseName("ux_cohorts_one_current");
        cohort.OwnsOne(c => c.Timetable);
        cohort.Navigation(c => c.Timetable).IsRequired();
        cohort.OwnsOne(c => c.Figures);
        cohort.Navigation(c => c.Figures).IsRequired();
        cohort.HasMany(c => c.Criteria).WithOne().HasForeignKey(criterion => criterion.CohortId).OnDelete(DeleteBehavior.Cascade);
        cohort.Navigation(c => c.Criteria).AutoInclude();
        cohort.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class CriterionConfiguration : IEntityTypeConfiguration<Criterion>
{
    public void Configure(EntityTypeBuilder<Criterion> criterion)
    {
        criterion.ToTable(
            "criteria",
            table =>
            {
                table.HasCheckConstraint("ck_criteria_weight", $"weight > 0 and weight <= {Criterion.MostWeight:0}");
                table.HasCheckConstraint(
                    "ck_criteria_correction",
                    "(anchors_corrected_at is null) = (anchors_correction_reason is null)"
                );
            }
        );
        criterion.Ignore(c => c.Events);
        criterion.Property(c => c.Id).ValueGeneratedNever();
        criterion.Property(c => c.Key).HasMaxLength(40);
        criterion.Property(c => c.Title).HasMaxLength(Criterion.TitleMaxLength);
        criterion.Property(c => c.Question).HasMaxLength(Criterion.QuestionMaxLength);
        criterion.Property(c => c.AnchorsCorrectionReason).HasMaxLength(Cohort.ReasonMaxLength);
        criterion.HasIndex(c => new { c.CohortId, c.Key }).IsUnique();
        criterion.HasMany(c => c.Former).WithOne().HasForeignKey(former => former.CriterionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FormerAnchorsConfiguration : IEntityTypeConfiguration<FormerAnchors>
{
    public void Configure(EntityTypeBuilder<FormerAnchors> former)
    {
        former.ToTable("former_anchors");
        former.Ignore(f => f.Events);
        former.Property(f => f.Id).ValueGeneratedNever();
        former.Property(f => f.Reason).HasMaxLength(Cohort.ReasonMaxLength);
        former.HasIndex(f => f.CriterionId);
    }
}
