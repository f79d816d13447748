using EigPortal.Domain.Cohorts;
using EigPortal.Services.Outages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class OutageConfiguration : IEntityTypeConfiguration<Outage>
{
    public void Configure(EntityTypeBuilder<Outage> outage)
    {
        outage.ToTable(
            "outages",
            table =>
            {
                table.HasCheckConstraint("ck_outages_order", "ended_at >= started_at");
                table.HasCheckConstraint("ck_outages_two_clocks", "(ended_at is null) = (programme_ended_at is null)");
            }
        );
        outage.Ignore(o => o.Events);
        outage.Property(o => o.Id).ValueGeneratedNever();
        outage.Property(o => o.Detail).HasMaxLength(Outage.DetailMaxLength);
        outage.HasIndex(o => new { o.Source, o.StartedAt }).IsUnique().HasDatabaseName("ux_outages_start");
        outage
            .HasIndex(o => o.Source)
            .IsUnique()
            .HasFilter("ended_at is null and source = 'Readiness'")
            .HasDatabaseName("ux_outages_one_going");
        outage.HasIndex(o => o.ProgrammeStartedAt);
    }
}

internal sealed class WatchBeatConfiguration : IEntityTypeConfiguration<WatchBeat>
{
    public void Configure(EntityTypeBuilder<WatchBeat> beat)
    {
        beat.ToTable("watch_beats", table => table.HasCheckConstraint("ck_watch_beats_one", "id = 1"));
        beat.Property(b => b.Id).ValueGeneratedNever();
    }
}
