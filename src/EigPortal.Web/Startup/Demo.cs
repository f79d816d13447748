using EigPortal.Services.Demo;

namespace EigPortal.Web.Startup;

/// <summary>The demonstration exists in Development only.</summary>
internal static class Demo
{
    public static void AddPortalDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DemoPath>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddScoped<IDemoSeeder, DemoSeeder>();
        }
    }

    /// <summary>Prints who a tester can be.</summary>
    public static void SayAccounts(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"  Comptes de démonstration (mot de passe : {DemoAccounts.Password})");
        foreach (var (person, role) in DemoAccounts.All)
        {
            output.WriteLine($"    {person.Email, -22} {role}");
        }

        output.WriteLine();
    }
}
