using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Screening;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class MentorOpinionConfiguration : IEntityTypeConfiguration<MentorOpinion>
{
    public void Configure(EntityTypeBuilder<MentorOpinion> opinion)
    {
        opinion.ToTable(
            "mentor_opinions",
            table =>
            {
                table.HasCheckConstraint("ck_mentor_opinions_given", "state <> 'Given' or view is not null");
                table.HasCheckConstraint("ck_mentor_opinions_view", "(view is null) = (given_at is null)");
            }
        );
        opinion.Ignore(o => o.Events);
        opinion.Property(o => o.Words).HasMaxLength(MentorOpinion.WordsMaxLength);
        opinion
            .HasIndex(o => new
            {
                o.CandidatureId,
                o.ChallengeId,
                o.MentorAccountId,
            })
            .IsUnique()
            .HasFilter("state <> 'TakenBack'")
            .HasDatabaseName("ux_mentor_opinions_one_live");
        // The unique one holds live questions only: the keys need an index over all.
        opinion.HasIndex(o => o.CandidatureId, "ix_mentor_opinions_candidature_id");
        opinion.HasOne<Candidature>().WithMany().HasForeignKey(o => o.CandidatureId).OnDelete(DeleteBehavior.Restrict);
        opinion.HasOne<Challenge>().WithMany().HasForeignKey(o => o.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        opinion.HasOne<Account>().WithMany().HasForeignKey(o => o.MentorAccountId).OnDelete(DeleteBehavior.Restrict);
        opinion.HasOne<Account>().WithMany().HasForeignKey(o => o.AskedBy).OnDelete(DeleteBehavior.Restrict);
        opinion.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class DistinctPeopleConfiguration : IEntityTypeConfiguration<DistinctPeople>
{
    public void Configure(EntityTypeBuilder<DistinctPeople> pair)
    {
        pair.ToTable("distinct_people", table => table.HasCheckConstraint("ck_distinct_people_order", "first_id < second_id"));
        pair.Ignore(p => p.Events);
        pair.Property(p => p.Reason).HasMaxLength(DistinctPeople.ReasonMaxLength);
        pair.PrimitiveCollection(p => p.Clues).ElementType(element => element.HasConversion<string>());
        pair.HasIndex(p => new { p.FirstId, p.SecondId });
        pair.HasOne<Candidature>().WithMany().HasForeignKey(p => p.FirstId).OnDelete(DeleteBehavior.Restrict);
        pair.HasOne<Candidature>().WithMany().HasForeignKey(p => p.SecondId).OnDelete(DeleteBehavior.Restrict);
        pair.HasOne<Account>().WithMany().HasForeignKey(p => p.FoundBy).OnDelete(DeleteBehavior.Restrict);
    }
}
