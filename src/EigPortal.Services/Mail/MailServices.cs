using EigPortal.Services.Mail.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Mail;

public static class MailServices
{
    /// <summary>The outbox's sender and what mails are written with.</summary>
    public static IServiceCollection AddPortalMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section);
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section);
        services.TryAddSingleton<PortalUrls>();
        services.TryAddSingleton<IMailTransport>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MailOptions>>();
            return options.Value.Host.Length == 0 ? new CapturedMailTransport() : new SmtpMailTransport(options);
        });
        services.TryAddSingleton<OutboxSender>();
        services.AddScoped<MailRegister>();
        services.AddScoped<MailWordings>();
        services.AddHostedService<OutboxLoop>();
        return services;
    }

    /// <summary>The only step a mail takes to be written whenever its fact is recorded.</summary>
    public static IServiceCollection AddMail<TMail>(this IServiceCollection services)
        where TMail : class, IMailOnEvent => services.AddScoped<IMailOnEvent, TMail>();
}
