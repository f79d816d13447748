using EigPortal.Services.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EigPortal.Services.Mail;

/// <summary>
/// Runs the sender when PostgreSQL says that a mail waits (see mails.sql), and in any case every two seconds: a notification may be
/// lost, an attempt may fall due, and the mail server may come back. Waits in machine time.
/// </summary>
internal sealed class OutboxLoop(
    OutboxSender sender,
    IServiceScopeFactory scopes,
    IOptions<MailOptions> options,
    ILogger<OutboxLoop> logger
) : BackgroundService
{
    public const string Channel = "eig_mails";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.SendFromThisNode)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAndSendAsync(stoppingToken);
            }
            catch (Exception problem)
                when (!stoppingToken.IsCancellationRequested
                    && problem
                        is NpgsqlException
                            or DbUpdateException
                            or IOException
                            or TimeoutException
                            or InvalidOperationException { InnerException: NpgsqlException }
                )
            {
                logger.LogWarning("Mails wait for the database: {Reason}", problem.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAndSendAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ListeningConnectionString());
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (!ct.IsCancellationRequested)
        {
            await sender.SendDueAsync(ct);
            await connection.WaitAsync(Pause, ct);
        }
    }

    private string ListeningConnectionString()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<EigDbContext>();
        // Out of the pool: this connection stays open as long as the portal runs.
        return new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString;
    }
}
