using EigPortal.Domain.Contracts;
using EigPortal.Domain.Shared;
using EigPortal.Services.Contracts;
using EigPortal.Services.Files;
using EigPortal.Services.Identity;
using EigPortal.Services.Mail;
using EigPortal.Services.Teams;
using EigPortal.Services.Tests.Selection;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Contracts;

public sealed class ContractTests : IAsyncLifetime
{
    private readonly SelectionWorld world = new();
    private Guid fellowId;
    private Actor person = null!;

    public async Task InitializeAsync()
    {
        await world.InitializeAsync();
        var offer = await world.OfferAsync(0);
        await world.AcceptAsync(offer.OfferId, offer.Person);
        fellowId = await world.ReadAsync(db => db.Fellows.Select(fellow => fellow.Id).SingleAsync());
        person = await world.ActorAsync(offer.Person.Email);
    }

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_contract_is_prepared_with_the_usual_terms_and_once()
    {
        var id = await PrepareAsync();

        var contract = await world.ReadAsync(db => db.Contracts.SingleAsync(found => found.Id == id));
        var starts = await world.ReadAsync(db =>
            db.Cohorts.Where(cohort => cohort.IsCurrent).Select(cohort => cohort.Timetable.WorkStartsOn).SingleAsync()
        );
        Assert.Equal(
            (starts!.Value, ContractTerm.LastDay(starts.Value), 4_000m, 70m),
            (contract.StartsOn, contract.EndsOn, contract.NetMonthlySalary, contract.ProgrammeShare)
        );
        var again = await world.InAsync<PrepareContract, Result<Contract>>(prepare =>
            prepare.ExecuteAsync(new PrepareContractCommand(fellowId), world.Staff, CancellationToken.None)
        );
        Assert.Equal("contract.already", again.Error.Code);
    }

    [Fact]
    public async Task E14_a_document_generated_again_is_a_new_version_and_the_former_stays()
    {
        var id = await PrepareAsync();
        await GenerateAsync(id);
        await GenerateAsync(id);

        var documents = await world.ReadAsync(db =>
            db.ContractDocuments.OrderBy(document => document.Version)
                .Select(document => new { document.Version, document.FileId })
                .ToListAsync()
        );
        Assert.Equal([1, 2], documents.Select(document => document.Version));
        Assert.Equal(2, documents.Select(document => document.FileId).Distinct().Count());
    }

    [Fact]
    public async Task A_contract_goes_from_draft_to_signed_by_its_host_and_no_other()
    {
        var id = await SentAsync();
        var contact = await HostContactAsync(own: true);
        var stranger = await HostContactAsync(own: false);

        Assert.Equal("not-found", (await SignAsync(id, stranger, Pdf.Write("Contrat"))).Error.Code);
        Assert.Equal("not-found", (await SignAsync(id, person, Pdf.Write("Contrat"))).Error.Code);
        Assert.Equal("file.not-pdf", (await SignAsync(id, contact, "PK pas un PDF"u8.ToArray())).Error.Code);
        Assert.Empty((await SignAsync(id, contact, Pdf.Write("Contrat"))).Errors);

        Assert.Equal(ContractState.Signed, await world.ReadAsync(db => db.Contracts.Select(found => found.State).SingleAsync()));
        Assert.Contains(("ContractToSignMail", MailState.Waiting), await world.MailsAboutAsync(id));
    }

    [Fact]
    public async Task Host_a_never_sees_what_is_host_b_s()
    {
        var id = await SentAsync();
        var contact = await HostContactAsync(own: true);
        var stranger = await HostContactAsync(own: false);
        var document = await world.ReadAsync(db => db.ContractDocuments.Select(found => found.Id).SingleAsync());

        Assert.Equal([id], await VisibleAsync(contact));
        Assert.Equal([id], await VisibleAsync(person));
        Assert.Empty(await VisibleAsync(stranger));
        Assert.NotNull(await FileAsync(id, document, contact));
        Assert.Null(await FileAsync(id, document, stranger));
        var cohortId = await world.ReadAsync(db =>
            db.Cohorts.Where(found => found.IsCurrent).Select(found => found.Id).SingleAsync()
        );
        var challenges = await world.InAsync<HostChallenges, List<HostChallenge>>(query =>
            query.OfAsync(cohortId, stranger, CancellationToken.None)
        );
        Assert.DoesNotContain(challenges, challenge => challenge.Members.Count > 0);
    }

    [Fact]
    public async Task A_draft_is_the_programme_team_s_alone()
    {
        await PrepareAsync();

        Assert.Empty(await VisibleAsync(person));
        Assert.Empty(await VisibleAsync(await HostContactAsync(own: true)));
    }

    [Fact]
    public async Task A_broken_contract_leaves_room_for_another()
    {
        var id = await SentAsync();
        await SignAsync(id, world.Staff, Pdf.Write("Contrat"));

        var broken = await world.InAsync<BreakContract, Result>(act =>
            act.ExecuteAsync(
                new BreakContractCommand(id, new DateOnly(2019, 2, 28), "Habilitation refusée"),
                world.Staff,
                CancellationToken.None
            )
        );

        Assert.Empty(broken.Errors);
        Assert.NotEqual(id, await PrepareAsync());
    }

    private async Task<Guid> PrepareAsync()
    {
        var prepared = await world.InAsync<PrepareContract, Result<Contract>>(prepare =>
            prepare.ExecuteAsync(new PrepareContractCommand(fellowId), world.Staff, CancellationToken.None)
        );
        Assert.Empty(prepared.Errors);
        return prepared.Value.Id;
    }

    private async Task GenerateAsync(Guid id) =>
        Assert.Empty(
            (
                await world.InAsync<GenerateContractDocument, Result>(generate =>
                    generate.ExecuteAsync(id, world.Staff, CancellationToken.None)
                )
            ).Errors
        );

    private async Task<Guid> SentAsync()
    {
        var id = await PrepareAsync();
        await GenerateAsync(id);
        var sent = await world.InAsync<SendContract, Result>(send => send.ExecuteAsync(id, world.Staff, CancellationToken.None));
        Assert.Empty(sent.Errors);
        return id;
    }

    private Task<Result> SignAsync(Guid id, Actor by, byte[] content) =>
        world.InAsync<UploadSignedContract, Result>(upload =>
            upload.ExecuteAsync(new UploadSignedContractCommand(id, content, "contrat signé.pdf"), by, CancellationToken.None)
        );

    private async Task<List<Guid>> VisibleAsync(Actor actor) =>
        [
            .. (
                await world.InAsync<ContractLists, List<ContractLine>>(lists => lists.VisibleAsync(actor, CancellationToken.None))
            ).Select(contract => contract.Id),
        ];

    private Task<ReadableDocument?> FileAsync(Guid id, Guid document, Actor actor) =>
        world.InAsync<ContractFiles, ReadableDocument?>(files => files.ReadAsync(id, document, actor, CancellationToken.None));

    private async Task<Actor> HostContactAsync(bool own)
    {
        var hostId = await world.ReadAsync(db =>
            db.Teams.Join(
                    db.Challenges,
                    team => team.ChallengeId,
                    challenge => challenge.Id,
                    (team, challenge) => challenge.HostId
                )
                .SingleAsync()
        );
        var email = await world.ReadAsync(db =>
            db.HostContacts.Where(contact => (contact.HostId == hostId) == own)
                .Join(db.Accounts, contact => contact.AccountId, account => account.Id, (contact, account) => account.Email!)
                .OrderBy(address => address)
                .FirstAsync()
        );
        return await world.ActorAsync(email);
    }
}
