using EigPortal.Services.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class ProgrammeTimeConfiguration : IEntityTypeConfiguration<ProgrammeTime>
{
    public void Configure(EntityTypeBuilder<ProgrammeTime> builder)
    {
        builder.ToTable("programme_time", table => table.HasCheckConstraint("ck_programme_time_single_row", "id = 1"));
        builder.Property(time => time.Id).ValueGeneratedNever();
        builder.Property(time => time.Scenario).HasMaxLength(40);
        builder.Ignore(time => time.IsSimulated);
    }
}
