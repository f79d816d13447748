using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class ChallengeConfiguration : IEntityTypeConfiguration<Challenge>
{
    public void Configure(EntityTypeBuilder<Challenge> challenge)
    {
        challenge.ToTable(
            "challenges",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_challenges_published",
                    "state <> 'Published' or (published_at is not null and positions > 0)"
                );
                table.HasCheckConstraint(
                    "ck_challenges_withdrawn",
                    "(state = 'Withdrawn') = (withdrawn_at is not null and withdrawal_reason is not null)"
                );
            }
        );
        challenge.Ignore(c => c.Events);
        challenge.Property(c => c.Slug).HasMaxLength(Challenge.SlugMaxLength);
        challenge.HasIndex(c => c.Slug).IsUnique().HasDatabaseName("ux_challenges_slug");
        challenge.Property(c => c.Name).HasMaxLength(Challenge.NameMaxLength);
        challenge.Property(c => c.Tagline).HasMaxLength(Challenge.TaglineMaxLength);
        challenge.Property(c => c.PreviewToken).HasMaxLength(64);
        challenge.PrimitiveCollection(c => c.Families).ElementType(element => element.HasConversion<string>());
        challenge.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        challenge.HasOne<HostAdministration>().WithMany().HasForeignKey(c => c.HostId).OnDelete(DeleteBehavior.Restrict);
        challenge.HasMany(c => c.Posts).WithOne().HasForeignKey(post => post.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        challenge
            .HasMany(c => c.FormerSlugs)
            .WithOne()
            .HasForeignKey(former => former.ChallengeId)
            .OnDelete(DeleteBehavior.Cascade);
        challenge.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("posts");
        post.Ignore(p => p.Events);
        post.Property(p => p.Id).ValueGeneratedNever();
        post.Property(p => p.Profile).HasMaxLength(40);
        post.Property(p => p.Label).HasMaxLength(200);
        post.HasIndex(p => new { p.ChallengeId, p.Position }).IsUnique();
    }
}

internal sealed class FormerSlugConfiguration : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> former)
    {
        former.ToTable("former_slugs");
        former.Ignore(f => f.Events);
        former.Property(f => f.Id).ValueGeneratedNever();
        former.Property(f => f.Slug).HasMaxLength(Challenge.SlugMaxLength);
        former.HasIndex(f => f.Slug).IsUnique();
    }
}

internal sealed class HostConfiguration : IEntityTypeConfiguration<HostAdministration>
{
    public void Configure(EntityTypeBuilder<HostAdministration> host)
    {
        host.ToTable("hosts");
        host.Ignore(h => h.Events);
        host.Property(h => h.Name).HasMaxLength(HostAdministration.NameMaxLength);
        host.Property(h => h.ShortName).HasMaxLength(HostAdministration.NameMaxLength);
        host.HasIndex(h => h.Name).IsUnique().HasDatabaseName("ux_hosts_name");
        host.Property<uint>("xmin").IsRowVersion();
    }
}
