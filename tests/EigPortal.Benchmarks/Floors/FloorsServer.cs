using Microsoft.EntityFrameworkCore;

namespace EigPortal.Benchmarks.Floors;

/// <summary>
/// The least that Kestrel, MVC and EF Core can do for a page and for a save, on the same database: what the portal's figures are
/// divided by. budgets.md names them raw, page and insert; receive keeps a piece of a file on the disk; commit is measured without HTTP.
/// </summary>
internal static class FloorsServer
{
    /// <param name="files">Folder for what is sent.</param>
    public static async Task<int> RunAsync(string url, string connectionString, string files)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddSingleton(new FloorFiles(Directory.CreateDirectory(files).FullName));
        builder.Services.AddDbContext<FloorContext>(options => options.UseNpgsql(connectionString));
        // Only this assembly: the portal's own controllers, referenced for its process, are not part of the floor.
        builder
            .Services.AddControllersWithViews()
            .ConfigureApplicationPartManager(parts =>
            {
                foreach (
                    var portal in parts
                        .ApplicationParts.Where(part => part.Name != typeof(FloorsServer).Assembly.GetName().Name)
                        .ToList()
                )
                {
                    parts.ApplicationParts.Remove(portal);
                }
            });
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await PrepareAsync(scope.ServiceProvider.GetRequiredService<FloorContext>());
        }

        // Terminal middleware before everything else: a fixed body of the asked size, and nothing more.
        app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments("/raw", out var size))
                {
                    return next(context);
                }

                var body = RawBodies.OfSize(
                    int.Parse(size.Value!.TrimStart('/'), System.Globalization.CultureInfo.InvariantCulture)
                );
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.ContentLength = body.Length;
                return context.Response.Body.WriteAsync(body).AsTask();
            }
        );
        app.MapControllers();
        await app.RunAsync();
        return 0;
    }

    private static async Task PrepareAsync(FloorContext db)
    {
        await db.Database.EnsureCreatedAsync();
        for (var i = 0; i < 15; i++)
        {
            db.Rows.Add(new FloorRow { Text = $"Ligne {i} " + new string('a', 100) });
        }

        await db.SaveChangesAsync();
    }
}

internal static class RawBodies
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, byte[]> Bodies = [];

    public static byte[] OfSize(int bytes) => Bodies.GetOrAdd(bytes, size => [.. Enumerable.Repeat((byte)'a', size)]);
}

public sealed record FloorFiles(string Folder);

public sealed class FloorRow
{
    public int Id { get; set; }
    public string Text { get; set; } = "";
}

public sealed class FloorContext(DbContextOptions<FloorContext> options) : DbContext(options)
{
    public DbSet<FloorRow> Rows => Set<FloorRow>();
}
