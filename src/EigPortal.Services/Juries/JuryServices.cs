using EigPortal.Domain.Juries;
using EigPortal.Services.Juries.Phases;
using EigPortal.Services.Mail;
using EigPortal.Services.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Juries;

public static class JuryServices
{
    public static IServiceCollection AddJuries(this IServiceCollection services)
    {
        services.AddScoped<AssignReadings>();
        services.AddScoped<UnassignReading>();
        services.AddScoped<UnlockScoreSheet>();
        services.AddScoped<DeclareConflict>();
        services.AddScoped<LiftConflict>();
        services.AddScoped<KnownTies>();
        services.AddScoped<ConflictReview>();
        services.AddSingleton<IReadingPlanner, FlowReadingPlanner>();
        services.AddScoped<PlanReadings>();
        services.AddScoped<JuryMembers>();
        services.AddScoped<ReadingGrid>();
        services.AddScoped<BlindStage>();
        services.AddScoped<TakeLateSheet>();
        services.AddScoped<MarkingClosing>();
        services.AddScoped<MarkingReminder>();
        services.AddMail<MarkingReopenedMail>();
        services.AddScoped<SaveScoreSheet>();
        services.AddScoped<AutosaveScoreSheet>();
        services.AddScoped<LockScoreSheet>();
        services.AddScoped<CalibratedScores>();
        services.AddScoped<RankedLists>();
        services.AddScoped<JuryPolicy>();
        services.AddScoped<PhaseGaps>();
        services.AddScoped<ChangePhases>();
        services.AddScoped<OtherSheets>();
        services.AddScoped<StageComparisons>();
        services.AddScoped<JurorLists>();
        services.AddScoped<JurorReadings>();
        services.AddScoped<JuryBoard>();
        services.AddScoped<ReadingMails>();
        services.AddMail<SheetUnlockedMail>();
        return services;
    }
}
