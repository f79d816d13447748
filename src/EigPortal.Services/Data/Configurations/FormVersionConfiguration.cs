using System.Text.Json;
using System.Text.Json.Serialization;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Cohorts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class FormVersionConfiguration : IEntityTypeConfiguration<FormVersion>
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public void Configure(EntityTypeBuilder<FormVersion> version)
    {
        version.ToTable(
            "form_versions",
            table =>
            {
                table.HasCheckConstraint("ck_form_versions_published", "(state = 'Published') = (published_at is not null)");
                table.HasCheckConstraint("ck_form_versions_announced", "not is_announced or reason is not null");
                table.HasCheckConstraint("ck_form_versions_number", "number >= 1");
            }
        );
        version.Ignore(v => v.Events);
        version.Ignore(v => v.Form);
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.Reason).HasMaxLength(FormVersion.ReasonMaxLength);
        version.HasIndex(v => new { v.CohortId, v.Number }).IsUnique().HasDatabaseName("ux_form_versions_number");
        version.HasIndex(v => v.CohortId).IsUnique().HasFilter("state = 'Draft'").HasDatabaseName("ux_form_versions_one_draft");
        version.HasOne<Cohort>().WithMany().HasForeignKey(v => v.CohortId).OnDelete(DeleteBehavior.Restrict);
        version
            .Property(v => v.Sections)
            .HasColumnType("jsonb")
            .HasConversion(
                sections => JsonSerializer.Serialize(sections, Options),
                json => JsonSerializer.Deserialize<List<SectionDescriptor>>(json, Options)!,
                // A verb replaces the whole list, and never changes one that exists.
                new ValueComparer<IReadOnlyList<SectionDescriptor>>(
                    (a, b) => ReferenceEquals(a, b),
                    sections => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(sections),
                    sections => sections
                )
            );
        version.Property<uint>("xmin").IsRowVersion();
    }
}
