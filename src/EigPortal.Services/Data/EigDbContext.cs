using EigPortal.Domain.Accounts;
using EigPortal.Domain.Candidates;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Challenges;
using EigPortal.Domain.Cohorts;
using EigPortal.Domain.Contracts;
using EigPortal.Domain.Hearings;
using EigPortal.Domain.Juries;
using EigPortal.Domain.Juries.Phases;
using EigPortal.Domain.Mailings;
using EigPortal.Domain.Screening;
using EigPortal.Domain.Selection;
using EigPortal.Domain.Selection.Deliberations;
using EigPortal.Domain.Selection.Forming;
using EigPortal.Domain.Teams;
using EigPortal.Services.Audit;
using EigPortal.Services.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Diversity;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Mail.Wording;
using EigPortal.Services.Privacy;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EigPortal.Services.Data;

/// <summary>The portal's database. Names are snake_case, statuses are strings, instants are timestamptz.</summary>
public sealed class EigDbContext(DbContextOptions<EigDbContext> options)
    : IdentityUserContext<Account, Guid>(options),
        IDataProtectionKeyContext
{
    public DbSet<Account> Accounts => Users;
    public DbSet<AccountSession> Sessions => Set<AccountSession>();
    public DbSet<PortalView> PortalViews => Set<PortalView>();
    public DbSet<Cohort> Cohorts => Set<Cohort>();
    public DbSet<Outage> Outages => Set<Outage>();
    public DbSet<Challenge> Challenges => Set<Challenge>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();
    public DbSet<HostAdministration> Hosts => Set<HostAdministration>();
    public DbSet<Candidate> Candidates => Set<Candidate>();
    public DbSet<Candidature> Candidatures => Set<Candidature>();
    public DbSet<Wish> Wishes => Set<Wish>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<CompletionRequest> Completions => Set<CompletionRequest>();
    public DbSet<FormVersion> FormVersions => Set<FormVersion>();
    public DbSet<Snapshot> Snapshots => Set<Snapshot>();
    public DbSet<FileOpening> FileOpenings => Set<FileOpening>();
    public DbSet<ErasedFile> ErasedFiles => Set<ErasedFile>();
    public DbSet<RetentionNotice> RetentionNotices => Set<RetentionNotice>();
    public DbSet<FileMessage> Messages => Set<FileMessage>();
    public DbSet<LateAttempt> LateAttempts => Set<LateAttempt>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<JuryPhases> JuryPhases => Set<JuryPhases>();
    public DbSet<Juror> Jurors => Set<Juror>();
    public DbSet<ConflictOfInterest> Conflicts => Set<ConflictOfInterest>();
    public DbSet<ConflictWaiver> ConflictWaivers => Set<ConflictWaiver>();
    public DbSet<MentorOpinion> MentorOpinions => Set<MentorOpinion>();
    public DbSet<DistinctPeople> DistinctPeople => Set<DistinctPeople>();
    public DbSet<RedactedDocument> RedactedDocuments => Set<RedactedDocument>();
    public DbSet<ScoreSheet> ScoreSheets => Set<ScoreSheet>();
    public DbSet<LateSheet> LateSheets => Set<LateSheet>();
    public DbSet<SheetVersion> SheetVersions => Set<SheetVersion>();
    public DbSet<Passage> Passages => Set<Passage>();
    public DbSet<HearingSettings> HearingSettings => Set<HearingSettings>();
    public DbSet<Panel> Panels => Set<Panel>();
    public DbSet<Slot> Slots => Set<Slot>();
    public DbSet<HearingAdjustment> HearingAdjustments => Set<HearingAdjustment>();
    public DbSet<CollectiveSheet> CollectiveSheets => Set<CollectiveSheet>();
    public DbSet<Decision> Decisions => Set<Decision>();
    public DbSet<Deliberation> Deliberations => Set<Deliberation>();
    public DbSet<Resolution> Resolutions => Set<Resolution>();
    public DbSet<WaitingPlace> WaitingPlaces => Set<WaitingPlace>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<NoticeRelease> NoticeReleases => Set<NoticeRelease>();
    public DbSet<TeamCondition> TeamConditions => Set<TeamCondition>();
    public DbSet<TeamComputation> TeamComputations => Set<TeamComputation>();
    public DbSet<TeamProposal> TeamProposals => Set<TeamProposal>();
    public DbSet<ChallengeConsent> ChallengeConsents => Set<ChallengeConsent>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<Fellow> Fellows => Set<Fellow>();
    public DbSet<Mentor> Mentors => Set<Mentor>();
    public DbSet<HostContact> HostContacts => Set<HostContact>();
    public DbSet<Contract> Contracts => Set<Contract>();
    public DbSet<ContractDocument> ContractDocuments => Set<ContractDocument>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OutboxMail> Mails => Set<OutboxMail>();
    public DbSet<Mailing> Mailings => Set<Mailing>();
    public DbSet<MailWording> MailWordings => Set<MailWording>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<VaultAnswer> VaultAnswers => Set<VaultAnswer>();
    public DbSet<VaultKey> VaultKeys => Set<VaultKey>();
    public DbSet<StageCount> StageCounts => Set<StageCount>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_tokens");
        builder.Entity<IdentityUserPasskey<Guid>>().ToTable("account_passkeys");
        builder.HasSequence<int>("candidature_number");
        builder.ApplyConfigurationsFromAssembly(typeof(EigDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcInstants>();
        configuration.Properties<decimal>().HavePrecision(20, 12);
    }

    /// <summary>PostgreSQL keeps instants, not zones: whatever the offset somebody computed with, the instant is stored.</summary>
    private sealed class UtcInstants()
        : ValueConverter<DateTimeOffset, DateTimeOffset>(instant => instant.ToUniversalTime(), instant => instant);
}
