using System.Text.Json;
using System.Text.Json.Serialization;
using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EigPortal.Services.Data.Configurations;

internal sealed class CandidateConfiguration : IEntityTypeConfiguration<Candidate>
{
    public void Configure(EntityTypeBuilder<Candidate> candidate)
    {
        candidate.ToTable("candidates");
        candidate.Ignore(c => c.Events);
        candidate.Ignore(c => c.FullName);
        candidate.Property(c => c.GivenName).HasMaxLength(Candidate.NameMaxLength);
        candidate.Property(c => c.FamilyName).HasMaxLength(Candidate.NameMaxLength);
        candidate.Property(c => c.Phone).HasMaxLength(Candidate.PhoneMaxLength);
        candidate.Property(c => c.City).HasMaxLength(Candidate.CityMaxLength);
        candidate.HasIndex(c => new { c.AccountId, c.CohortId }).IsUnique().HasDatabaseName("ux_candidates_account_cohort");
        candidate.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Restrict);
        candidate.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CandidatureConfiguration : IEntityTypeConfiguration<Candidature>
{
    public void Configure(EntityTypeBuilder<Candidature> candidature)
    {
        candidature.ToTable(
            "candidatures",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_candidatures_submitted",
                    "state = 'Draft' or (submitted_at is not null and number is not null)"
                );
                table.HasCheckConstraint("ck_candidatures_withdrawn", "(state = 'Withdrawn') = (withdrawn_at is not null)");
                table.HasCheckConstraint("ck_candidatures_extension", "(extended_until is null) = (extension_reason is null)");
                table.HasCheckConstraint(
                    "ck_candidatures_inadmissible",
                    "state <> 'Inadmissible' or (screening_article is not null and screening_reason is not null)"
                );
            }
        );
        candidature.Ignore(c => c.Events);
        candidature.Ignore(c => c.LastSnapshot);
        candidature.Ignore(c => c.CurrentDocuments);
        candidature.Ignore(c => c.LastCompletion);
        candidature.Property(c => c.Number).HasMaxLength(20);
        candidature.Property(c => c.ExtensionReason).HasMaxLength(Candidature.ReasonMaxLength);
        candidature.HasIndex(c => c.Number).IsUnique();
        candidature.HasIndex(c => c.CandidateId).IsUnique().HasDatabaseName("ux_candidatures_candidate");
        candidature.HasIndex(c => new { c.CohortId, c.State });
        candidature
            .HasOne<Candidate>()
            .WithOne()
            .HasForeignKey<Candidature>(c => c.CandidateId)
            .OnDelete(DeleteBehavior.Restrict);
        candidature.HasOne<Cohort>().WithMany().HasForeignKey(c => c.CohortId).OnDelete(DeleteBehavior.Restrict);
        candidature
            .HasMany(c => c.Sections)
            .WithOne()
            .HasForeignKey(section => section.CandidatureId)
            .OnDelete(DeleteBehavior.Cascade);
        candidature.HasMany(c => c.Wishes).WithOne().HasForeignKey(wish => wish.CandidatureId).OnDelete(DeleteBehavior.Cascade);
        candidature
            .HasMany(c => c.Documents)
            .WithOne()
            .HasForeignKey(document => document.CandidatureId)
            .OnDelete(DeleteBehavior.Restrict);
        candidature
            .HasMany(c => c.Snapshots)
            .WithOne()
            .HasForeignKey(snapshot => snapshot.CandidatureId)
            .OnDelete(DeleteBehavior.Restrict);
        candidature
            .HasMany(c => c.Completions)
            .WithOne()
            .HasForeignKey(request => request.CandidatureId)
            .OnDelete(DeleteBehavior.Restrict);
        candidature.HasIndex(c => c.CompletionUntil).HasFilter("completion_until is not null");
        candidature.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class SectionAnswersConfiguration : IEntityTypeConfiguration<SectionAnswers>
{
    public void Configure(EntityTypeBuilder<SectionAnswers> section)
    {
        section.ToTable("section_answers");
        section.Ignore(s => s.Events);
        section.Property(s => s.Id).ValueGeneratedNever();
        section.Property(s => s.Key).HasMaxLength(40);
        section.HasIndex(s => new { s.CandidatureId, s.Key }).IsUnique();
        section.Property(s => s.Answers).HasAnswers();
        section.Property<uint>("xmin").IsRowVersion();
    }
}

internal static class AnswerColumns
{
    /// <summary>Answers by question, as one column.</summary>
    public static void HasAnswers(this PropertyBuilder<Dictionary<string, string>> answers) =>
        answers
            .HasColumnType("jsonb")
            .HasConversion(
                given => JsonSerializer.Serialize(given, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<Dictionary<string, string>>(
                    (a, b) => a!.Count == b!.Count && !a.Except(b).Any(),
                    given => given.Aggregate(0, (hash, pair) => hash ^ HashCode.Combine(pair.Key, pair.Value)),
                    given => new Dictionary<string, string>(given)
                )
            );
}

internal sealed class CompletionRequestConfiguration : IEntityTypeConfiguration<CompletionRequest>
{
    private static readonly JsonSerializerOptions Names = new() { Converters = { new JsonStringEnumConverter() } };

    public void Configure(EntityTypeBuilder<CompletionRequest> request)
    {
        request.ToTable(
            "completion_requests",
            table =>
            {
                table.HasCheckConstraint("ck_completion_requests_closed", "(state = 'Open') = (closed_at is null)");
                table.HasCheckConstraint(
                    "ck_completion_requests_answered",
                    "(state = 'Answered') = (answered_sequence is not null)"
                );
                table.HasCheckConstraint("ck_completion_requests_until", "until > asked_at");
            }
        );
        request.Ignore(r => r.Events);
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Reason).HasMaxLength(Candidature.ReasonMaxLength);
        request
            .Property(r => r.Asked)
            .HasColumnType("jsonb")
            .HasConversion(
                asked => JsonSerializer.Serialize(asked, Names),
                json => JsonSerializer.Deserialize<CompletionPieces>(json, Names)!
            );
        request.Property(r => r.Answers).HasAnswers();
        request.HasIndex(r => new { r.CandidatureId, r.Number }).IsUnique();
        request
            .HasIndex(r => r.CandidatureId)
            .IsUnique()
            .HasFilter("state = 'Open'")
            .HasDatabaseName("ux_completion_requests_one_open");
        request.Property<uint>("xmin").IsRowVersion();
    }
}

internal sealed class WishConfiguration : IEntityTypeConfiguration<Wish>
{
    public void Configure(EntityTypeBuilder<Wish> wish)
    {
        wish.ToTable("wishes", table => table.HasCheckConstraint("ck_wishes_rank", "rank between 1 and 2"));
        wish.Ignore(w => w.Events);
        wish.Ignore(w => w.Text);
        wish.Property(w => w.Id).ValueGeneratedNever();
        wish.Property(w => w.Profile).HasMaxLength(40);
        wish.HasIndex(w => new { w.CandidatureId, w.Rank }).IsUnique();
        wish.HasIndex(w => new { w.ChallengeId, w.Profile });
        wish.HasOne<Challenge>().WithMany().HasForeignKey(w => w.ChallengeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> document)
    {
        document.ToTable("documents");
        document.Ignore(d => d.Events);
        document.Property(d => d.Id).ValueGeneratedNever();
        document.Property(d => d.FileName).HasMaxLength(Document.FileNameMaxLength);
        document.Property(d => d.Sha256).HasMaxLength(64).IsFixedLength();
        document
            .HasIndex(d => new { d.CandidatureId, d.Kind })
            .IsUnique()
            .HasFilter("removed_at is null and pending_for is null")
            .HasDatabaseName("ux_documents_one_current");
        document
            .HasIndex(d => new { d.PendingFor, d.Kind })
            .IsUnique()
            .HasFilter("removed_at is null and pending_for is not null")
            .HasDatabaseName("ux_documents_one_pending");
        document.HasIndex(d => d.PendingFor);
        document.HasOne<CompletionRequest>().WithMany().HasForeignKey(d => d.PendingFor).OnDelete(DeleteBehavior.Restrict);
        document.HasIndex(d => d.CandidatureId);
        document.HasOne<StoredFile>().WithMany().HasForeignKey(d => d.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SnapshotConfiguration : IEntityTypeConfiguration<Snapshot>
{
    public void Configure(EntityTypeBuilder<Snapshot> snapshot)
    {
        snapshot.ToTable("snapshots");
        snapshot.Ignore(s => s.Events);
        snapshot.Ignore(s => s.Content);
        snapshot.Property(s => s.Id).ValueGeneratedNever();
        snapshot.Property(s => s.SubmissionKey).HasMaxLength(Snapshot.SubmissionKeyMaxLength);
        snapshot.Property(s => s.Sha256).HasMaxLength(64).IsFixedLength();
        snapshot.HasIndex(s => new { s.CandidatureId, s.Sequence }).IsUnique();
        snapshot.HasIndex(s => s.CompletionId).IsUnique();
        snapshot
            .HasOne<CompletionRequest>()
            .WithOne()
            .HasForeignKey<Snapshot>(s => s.CompletionId)
            .OnDelete(DeleteBehavior.Restrict);
        snapshot
            .HasIndex(s => new { s.CandidatureId, s.SubmissionKey })
            .IsUnique()
            .HasDatabaseName("ux_snapshots_submission_key");
    }
}

internal sealed class LateAttemptConfiguration : IEntityTypeConfiguration<LateAttempt>
{
    public void Configure(EntityTypeBuilder<LateAttempt> attempt)
    {
        attempt.ToTable("late_attempts");
        attempt.Property(a => a.Act).HasMaxLength(20);
        attempt.HasOne<Candidature>().WithMany().HasForeignKey(a => a.CandidatureId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable(
            "files",
            table =>
            {
                table.HasCheckConstraint("ck_files_pending", "(scan = 'Pending') = (next_scan_at is not null)");
                table.HasCheckConstraint("ck_files_infected", "(scan = 'Infected') = (signature is not null)");
            }
        );
        file.Property(f => f.Signature).HasMaxLength(StoredFile.SignatureMaxLength);
        file.Property(f => f.ScanError).HasMaxLength(StoredFile.ErrorMaxLength);
        file.HasIndex(f => f.NextScanAt).HasFilter("scan = 'Pending'").HasDatabaseName("ix_files_pending");
        file.HasIndex(f => f.Id).HasFilter("scan in ('NotScanned', 'Infected')").HasDatabaseName("ix_files_to_handle");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.ContentType).HasMaxLength(100);
        file.Property(f => f.Sha256).HasMaxLength(64).IsFixedLength();
    }
}
