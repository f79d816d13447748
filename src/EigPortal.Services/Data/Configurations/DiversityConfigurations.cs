using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Diversity;
using EigPortal.Services.Diversity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

/// <summary>A schema of its own, which a role or a copy of the database can leave out.</summary>
internal static class Vault
{
    public const string Schema = "vault";
}

internal sealed class VaultAnswerConfiguration : IEntityTypeConfiguration<VaultAnswer>
{
    public void Configure(EntityTypeBuilder<VaultAnswer> answer)
    {
        answer.ToTable("answers", Vault.Schema);
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Question).HasMaxLength(40);
        answer.Property(a => a.Answer).HasMaxLength(40);
        answer.Property(a => a.Link).HasMaxLength(64).IsFixedLength();
        answer.HasIndex(a => a.Link).IsUnique().HasDatabaseName("ux_answers_link");
        answer.HasIndex(a => a.CohortId);
        answer.HasOne<Cohort>().WithMany().HasForeignKey(a => a.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class VaultKeyConfiguration : IEntityTypeConfiguration<VaultKey>
{
    public void Configure(EntityTypeBuilder<VaultKey> key)
    {
        key.ToTable("keys", Vault.Schema);
        key.HasKey(k => k.CohortId);
        key.Property(k => k.ProtectedKey).HasMaxLength(1_000);
        key.HasOne<Cohort>().WithMany().HasForeignKey(k => k.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StageCountConfiguration : IEntityTypeConfiguration<StageCount>
{
    public void Configure(EntityTypeBuilder<StageCount> count)
    {
        count.ToTable(
            "stage_counts",
            table => table.HasCheckConstraint("ck_stage_counts_small", $"count >= {StageCounts.Threshold} and count <= out_of")
        );
        count.HasKey(c => new
        {
            c.CohortId,
            c.Question,
            c.Answer,
            c.Stage,
        });
        count.Property(c => c.Question).HasMaxLength(40);
        count.Property(c => c.Answer).HasMaxLength(40);
        count.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}
