using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class JuryPhasesConfiguration : IEntityTypeConfiguration<JuryPhases>
{
    public void Configure(EntityTypeBuilder<JuryPhases> phases)
    {
        phases.ToTable(
            "jury_phases",
            table => table.HasCheckConstraint("ck_jury_phases_opened", "(opened_at is null) = (opened_by is null)")
        );
        phases.Ignore(p => p.Events);
        phases.HasIndex(p => p.CohortId).IsUnique().HasDatabaseName("ux_jury_phases_one_per_cohort");
        phases.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Restrict);
        phases.HasOne<Account>().WithMany().HasForeignKey(p => p.OpenedBy).OnDelete(DeleteBehavior.Restrict);
        phases.HasMany(p => p.Rules).WithOne().HasForeignKey(rule => rule.PhasesId).OnDelete(DeleteBehavior.Cascade);
        phases.Navigation(p => p.Rules).AutoInclude();
        phases.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class PhaseRuleConfiguration : IEntityTypeConfiguration<PhaseRule>
{
    public void Configure(EntityTypeBuilder<PhaseRule> rule)
    {
        rule.ToTable(
            "phase_rules",
            table =>
            {
                table.HasCheckConstraint("ck_phase_rules_names", "not shows_names or others_marks <> 'Never'");
                table.HasCheckConstraint("ck_phase_rules_ranks", "not shows_ranks or others_marks = 'Always'");
                table.HasCheckConstraint(
                    "ck_phase_rules_final_list",
                    "not shows_final_list or (phase = 'Results' and shows_ranks)"
                );
            }
        );
        rule.Ignore(r => r.Events);
        rule.Ignore(r => r.Sight);
        rule.Property(r => r.Id).ValueGeneratedNever();
        rule.HasIndex(r => new { r.PhasesId, r.Phase }).IsUnique().HasDatabaseName("ux_phase_rules_one_per_phase");
    }
}
