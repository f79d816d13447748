using EigPortal.Services.Candidatures;
using EigPortal.Services.Challenges;
using EigPortal.Services.Completions;
using EigPortal.Services.Data;
using EigPortal.Services.Data.Interceptors;
using EigPortal.Services.Diversity;
using EigPortal.Services.Extensions;
using EigPortal.Services.Health;
using EigPortal.Services.Hearings;
using EigPortal.Services.Identity;
using EigPortal.Services.Jobs;
using EigPortal.Services.Juries;
using EigPortal.Services.Mail;
using EigPortal.Services.Mailings;
using EigPortal.Services.Messages;
using EigPortal.Services.Outages;
using EigPortal.Services.Privacy;
using EigPortal.Services.Reminders;
using EigPortal.Services.Screening;
using EigPortal.Services.Selection;
using EigPortal.Services.Time;
using EigPortal.Web.Areas.Admin.Hearings;
using EigPortal.Web.Security;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EigPortal.Web.Startup;

/// <summary>Everything the portal is made of. A feature adds one line in <see cref="AddFeatures"/>.</summary>
internal static class Services
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        builder.AddPortalLogging();
        builder.ListenByDefaultOnPort5080();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddDatabase();
        builder.AddProgrammeTime();
        builder.AddPortalSecurity();
        builder.AddPortalAccounts();
        builder.Services.AddPublicPageCache();
        builder.Services.AddReadiness();
        builder.Services.AddPortalJobs();
        builder.Services.AddFeatures();
        builder.AddPortalDemo();
        builder.Services.AddPortalViews();
        builder.Services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));
    }

    private static void AddFeatures(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddPortalMail();
        services.AddValidatorsFromAssemblyContaining<Program>(includeInternalTypes: true);
        services.AddFileStorage();
        services.AddCandidatures();
        services.AddScreening();
        services.AddPrivacy();
        services.AddDiversity();
        services.AddExtensions();
        services.AddCompletions();
        services.AddOutages();
        services.AddReminders();
        services.AddMailings();
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section);
        services.AddMessages();
        services.AddChallengeWriting();
        services.AddSelection();
        services.AddJuries();
        services.AddHearings();
        services.AddScoped<SlotPages>();
    }

    private static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalData(services =>
            services.GetRequiredService<IConfiguration>().GetConnectionString("Portal") ?? ""
        );
        var keys = builder.Services.AddDataProtection().SetApplicationName("eig-portal").PersistKeysToDbContext<EigDbContext>();
        if (KeyCertificate.Load(builder.Configuration) is { } certificate)
        {
            keys.ProtectKeysWithCertificate(certificate);
        }
    }

    private static void AddProgrammeTime(this WebApplicationBuilder builder)
    {
        var canBeSimulated = !ProductionGuard.AppliesTo(builder.Environment);
        builder.Services.AddSingleton(new ProgrammeClockOptions(canBeSimulated));
        builder.Services.AddSingleton<ProgrammeClock>();
        builder.Services.AddSingleton<ProgrammeNow>(services =>
        {
            var clock = services.GetRequiredService<ProgrammeClock>();
            return () => clock.Now;
        });
        builder.Services.TryAddSingleton<IProgrammeInstants, TimetableInstants>();
        if (canBeSimulated)
        {
            builder.Services.AddHostedService<ProgrammeClockRefresh>();
        }
    }

    private static void AddReadiness(this IServiceCollection services)
    {
        services.AddScoped<IReadinessProbe, SchemaProbe>();
        services.AddScoped<IReadinessProbe, ClockSkewProbe>();
        services.AddScoped<IReadinessProbe, FileStoreProbe>();
    }

    // Kestrel's own default is port 5000, which macOS already uses.
    private static void ListenByDefaultOnPort5080(this WebApplicationBuilder builder)
    {
        string[] keys = ["urls", "http_ports", "https_ports"];
        if (
            keys.All(key => string.IsNullOrEmpty(builder.Configuration[key]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }
    }
}
