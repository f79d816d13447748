using EigPortal.Domain.Selection.Forming;
using EigPortal.Services.Contracts;
using EigPortal.Services.Mail;
using EigPortal.Services.Matching;
using EigPortal.Services.Selection.Deliberations;
using EigPortal.Services.Selection.Explaining;
using EigPortal.Services.Selection.Forming;
using EigPortal.Services.Selection.Sealing;
using EigPortal.Services.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Selection;

public static class SelectionServices
{
    /// <summary>From the decision to the running contract.</summary>
    public static IServiceCollection AddSelection(this IServiceCollection services)
    {
        services.AddScoped<RecordDecision>();
        services.AddScoped<ValidateDecision>();
        services.AddScoped<CancelDecision>();
        services.AddScoped<SelectionBoard>();
        services.AddScoped<OwnOffer>();
        services.AddScoped<OfferAnswering>();
        services.AddScoped<AcceptOffer>();
        services.AddScoped<DeclineOffer>();
        services.AddScoped<RemindOffer>();
        services.AddScoped<OfferRegister>();
        services.AddScoped<WaitingLists>();
        services.AddScoped<OrderWaitingList>();
        services.AddScoped<OwnWaiting>();
        services.AddScoped<LeaveWaitingList>();
        services.AddScoped<ProposeFreeSeat>();
        services.AddScoped<DeliberationDesk>();
        services.AddScoped<ResolveCandidature>();
        services.AddScoped<Sittings>();
        services.AddScoped<PrepareResults>();
        services.AddScoped<ConfirmResults>();
        services.AddScoped<PrepareNotices>();
        services.AddScoped<ConfirmNotices>();
        services.AddScoped<DropNotices>();
        services.AddScoped<DecisionAids>();
        services.AddScoped<OwnDecision>();
        services.AddScoped<GatherReadings>();
        services.AddScoped<GatherSelection>();
        services.AddScoped<SealMinutes>();
        services.AddMail<OfferMail>();
        services.AddMail<OfferReminderMail>();
        services.AddMail<OfferAnsweredMail>();
        services.AddMail<DecisionNotice>();
        services.AddMail<WaitingListLeftMail>();
        return services.AddForming().AddTeams().AddContracts();
    }

    private static IServiceCollection AddForming(this IServiceCollection services)
    {
        services.AddSingleton<ITeamFormer, CpSatTeamFormer>();
        services.AddScoped<TeamFacts>();
        services.AddScoped<FormTeams>();
        services.AddScoped<TeamComputations>();
        services.AddScoped<TeamConditions>();
        services.AddScoped<WorkOnTeams>();
        services.AddScoped<PrepareTeamDecisions>();
        services.AddScoped<AskConsent>();
        services.AddScoped<OwnConsents>();
        services.AddMail<ConsentMail>();
        return services;
    }

    private static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddScoped<LeaveTeam>();
        services.AddScoped<HostChallenges>();
        services.AddScoped<RenameFellow>();
        return services;
    }

    private static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddScoped<ContractEditing>();
        services.AddScoped<ContractFiles>();
        services.AddScoped<ContractLists>();
        services.AddScoped<PrepareContract>();
        services.AddScoped<EditContract>();
        services.AddScoped<GenerateContractDocument>();
        services.AddScoped<SendContract>();
        services.AddScoped<TakeBackContract>();
        services.AddScoped<UploadSignedContract>();
        services.AddScoped<StartContract>();
        services.AddScoped<EndContract>();
        services.AddScoped<BreakContract>();
        services.AddMail<ContractToSignMail>();
        return services;
    }
}
