using EigPortal.Services.Data.LocalPostgres;
using EigPortal.Services.Demo;
using EigPortal.Web.Startup;
using Microsoft.AspNetCore.Connections;

namespace EigPortal.Web.Tests.Startup;

public sealed class StartFailureTests
{
    [Fact]
    public void What_a_person_can_mend_is_a_sentence()
    {
        Assert.Equal("Ce scénario n’existe pas.", StartFailure.SentenceOf(new DemoException("Ce scénario n’existe pas.")));
        Assert.Equal("PostgreSQL manque.", StartFailure.SentenceOf(new LocalPostgresException("PostgreSQL manque.")));
        Assert.Equal(
            "Une autre application répond déjà à cette adresse. Donnez-en une autre, par exemple --urls http://localhost:5081",
            StartFailure.SentenceOf(new IOException("Failed to bind", new AddressInUseException("address already in use")))
        );
    }

    [Fact]
    public void A_defect_keeps_its_stack()
    {
        Assert.Null(StartFailure.SentenceOf(new InvalidOperationException("A defect")));
        Assert.Null(StartFailure.SentenceOf(new IOException("The disk is full")));
    }
}
