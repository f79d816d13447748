using EigPortal.Services.Data.LocalPostgres;
using EigPortal.Services.Demo;
using Microsoft.AspNetCore.Connections;

namespace EigPortal.Web.Startup;

/// <summary>Why the portal can't start, for the person in front of the terminal. Anything else is a defect and keeps its stack.</summary>
public static class StartFailure
{
    public static string? SentenceOf(Exception exception) =>
        exception switch
        {
            DemoException or LocalPostgresException => exception.Message,
            IOException { InnerException: AddressInUseException } =>
                "Une autre application répond déjà à cette adresse. Donnez-en une autre, par exemple --urls http://localhost:5081",
            _ => null,
        };
}
