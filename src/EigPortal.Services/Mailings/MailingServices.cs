using Microsoft.Extensions.DependencyInjection;

namespace EigPortal.Services.Mailings;

public static class MailingServices
{
    public static IServiceCollection AddMailings(this IServiceCollection services) => services.AddScoped<MailingDesk>();
}
