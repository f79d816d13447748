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

    /// <summary>Decided: the contract is broken first, with its reason; only then does the person leave, and their seat go to another.</summary>
    [Theory]
    [InlineData("2019-03-12", "Habilitation refusée")]
    [InlineData("2019-02-20", "Démission")]
    public async Task E12_a_clearance_refused_in_March_or_a_resignation_in_the_second_month_frees_the_seat_once_the_contract_is_broken(
        string on,
        string reason
    )
    {
        var day = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture);
        var id = await SentAsync();
        Assert.Empty((await SignAsync(id, world.Staff, Pdf.Write("Contrat"))).Errors);
        world.Now = new DateTimeOffset(day, new TimeOnly(11, 0), TimeSpan.Zero);
        var started = await world.InAsync<StartContract, Result>(act =>
            act.ExecuteAsync(new StartContractCommand(id, day), world.Staff, CancellationToken.None)
        );
        Assert.Empty(started.Errors);

        Assert.Equal("team.contract", (await LeaveAsync(reason)).Error.Code);
        var broken = await world.InAsync<BreakContract, Result>(act =>
            act.ExecuteAsync(new BreakContractCommand(id, day, reason), world.Staff, CancellationToken.None)
        );
        Assert.Empty(broken.Errors);
        Assert.Empty((await LeaveAsync(reason)).Errors);

        var (next, _) = await world.PreselectedAsync(1);
        var replaced = await world.RecordAsync(next, Domain.Selection.DecisionKind.Retained, await world.SeatAsync(0));
        Assert.Empty(replaced.Errors);
    }

    /// <summary>
    /// Decided: whoever replaces somebody has ten months too, from the day the draft is prepared at the earliest (E14: from 30 April 2019 to
    /// 28 February 2020), past the end of the promotion. Host and person may agree on another first day while it is a draft.
    /// </summary>
    [Fact]
    public async Task E12_a_replacement_with_seven_months_left_has_ten_months_from_its_own_first_day()
    {
        Assert.Empty((await LeaveAsync("Démission")).Errors);
        world.Now = new DateTimeOffset(2019, 4, 15, 8, 0, 0, TimeSpan.Zero);
        var (next, email) = await world.PreselectedAsync(1);
        await world.DecideAsync(next, Domain.Selection.DecisionKind.Retained, await world.SeatAsync(0));
        var offerId = await world.ReadAsync(db =>
            db.Offers.Where(offer => offer.CandidatureId == next).Select(offer => offer.Id).SingleAsync()
        );
        Assert.Empty((await world.AcceptAsync(offerId, await world.ActorAsync(email))).Errors);
        fellowId = await world.ReadAsync(db =>
            db.Fellows.Where(fellow => fellow.LeftAt == null).Select(fellow => fellow.Id).SingleAsync()
        );

        var id = await PrepareAsync();

        var contract = await world.ReadAsync(db => db.Contracts.SingleAsync(found => found.Id == id));
        Assert.Equal((new DateOnly(2019, 4, 15), new DateOnly(2020, 2, 14)), (contract.StartsOn, contract.EndsOn));
    }

    private Task<Result> LeaveAsync(string reason) =>
        world.InAsync<LeaveTeam, Result>(leave =>
            leave.ExecuteAsync(new LeaveTeamCommand(fellowId, reason), world.Staff, CancellationToken.None)
        );

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
