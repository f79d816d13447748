using EigPortal.Web.Startup;

var builder = WebApplication.CreateBuilder(args);
await using var localDatabase = await builder.StartLocalDatabaseAsync();
builder.AddPortal();
await using var app = builder.Build();
app.UsePortal();
return await app.RunPortalAsync(args);

public partial class Program;
