using EigPortal.Web.Startup;

if (Verification.IsAsked(args))
{
    return await Verification.RunAsync(args, Console.Out, Console.Error);
}

try
{
    var builder = WebApplication.CreateBuilder(args);
    await using var localDatabase = await builder.StartLocalDatabaseAsync();
    builder.AddPortal();
    await using var app = builder.Build();
    app.UsePortal();
    return await app.RunPortalAsync(args);
}
catch (Exception failure) when (StartFailure.SentenceOf(failure) is { } sentence)
{
    await Console.Error.WriteLineAsync($"Le portail ne démarre pas. {sentence}");
    return 1;
}

public partial class Program;
