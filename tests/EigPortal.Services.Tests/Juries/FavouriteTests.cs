using EigPortal.Domain.Juries;
using EigPortal.Domain.Shared;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Juries;

/// <summary>The quota of « coups de cœur » on real rows: held, freed, and safe under two devices (E8).</summary>
public sealed class FavouriteTests(JuryWorld world) : IClassFixture<JuryWorld>
{
    private static readonly int?[] Marks = [4, 4, 4, 4, 4];

    [Fact]
    public async Task E8_twenty_parallel_locks_hold_exactly_the_quota()
    {
        var juror = await world.JurorAsync("Parallèle");
        var sheets = new List<(Guid Id, uint Version)>();
        for (var i = 1; i <= 20; i++)
        {
            sheets.Add(await DraftAsync($"EIG3-1{i:000}", juror));
        }

        var results = await Task.WhenAll(sheets.Select(sheet => LockAsync(sheet, juror.Actor)));

        Assert.Equal(2, results.Count(result => result.IsOk));
        Assert.All(
            results.Where(result => !result.IsOk),
            result => Assert.Equal(["sheet.favourites"], result.Errors.Select(error => error.Code))
        );
        Assert.Equal(2, await HeldAsync(juror.JurorId));
    }

    [Fact]
    public async Task E8_the_refusal_names_the_files_and_another_juror_has_their_own()
    {
        var juror = await world.JurorAsync("Aubert");
        var other = await world.JurorAsync("Barre");
        await GiveAsync("EIG3-2001", juror);
        await GiveAsync("EIG3-2002", juror);
        var third = await DraftAsync("EIG3-2003", juror);

        var refused = Assert.Single((await LockAsync(third, juror.Actor)).Errors);
        Assert.StartsWith(
            "Vos 2 coups de cœur sont déjà verrouillés, sur EIG3-2001 et EIG3-2002.",
            refused.Message,
            StringComparison.Ordinal
        );
        await GiveAsync("EIG3-2004", other);
        Assert.Equal((2, 1), (await HeldAsync(juror.JurorId), await HeldAsync(other.JurorId)));
    }

    [Theory]
    [InlineData("EIG3-31", "unlock")]
    [InlineData("EIG3-32", "unassign")]
    [InlineData("EIG3-33", "excluded")]
    [InlineData("EIG3-34", "reads-only")]
    public async Task E8_one_is_freed_by_what_makes_a_sheet_count_no_more(string numbers, string how)
    {
        var juror = await world.JurorAsync(how);
        var first = await GiveAsync($"{numbers}01", juror);
        await GiveAsync($"{numbers}02", juror);
        var third = await DraftAsync($"{numbers}03", juror);
        Assert.False((await LockAsync(third, juror.Actor)).IsOk);
        var file = await world.ReadAsync(db =>
            db.ScoreSheets.Where(sheet => sheet.Id == first).Select(sheet => sheet.CandidatureId).SingleAsync()
        );

        await (
            how switch
            {
                "unlock" => world.InAsync<UnlockScoreSheet, Result>(unlock =>
                    unlock.ExecuteAsync(first, "Une note manque", world.Staff, CancellationToken.None)
                ),
                "unassign" => world.InAsync<UnassignReading, Result>(unassign =>
                    unassign.ExecuteAsync(first, "Trop de lectures", world.Staff, CancellationToken.None)
                ),
                "excluded" => world.DeclareAsync(juror.Actor.AccountId, file),
                _ => world.DeclareAsync(juror.Actor.AccountId, file, ConflictLevel.ReadsOnly),
            }
        );

        Assert.Equal(1, await HeldAsync(juror.JurorId));
        Assert.True((await LockAsync(third, juror.Actor)).IsOk);
        Assert.Equal(2, await HeldAsync(juror.JurorId));
    }

    [Fact]
    public async Task E8_the_lists_count_locked_coups_de_coeur_and_no_draft()
    {
        var juror = await world.JurorAsync("Colin");
        var other = await world.JurorAsync("Duval");
        var file = await world.FileAsync("EIG3-4001");
        await world.AssignAsync([file.Id], [juror.JurorId, other.JurorId]);
        foreach (var (jurorId, actor) in new[] { juror, other })
        {
            await world.SaveAsync((await world.SheetAsync(file.Id, jurorId)).Id, actor, Marks, opinion: Opinion.CoupDeCoeur);
        }

        var sheet = await world.SheetAsync(file.Id, juror.JurorId);
        Assert.Empty((await world.LockAsync(sheet.Id, juror.Actor)).Errors);
        Assert.Equal(1, (await world.ListAsync()).Rows.Single(row => row.Number == "EIG3-4001").Favourites);
    }

    private async Task<(Guid Id, uint Version)> DraftAsync(string number, (Guid JurorId, Identity.Actor Actor) juror)
    {
        var file = await world.FileAsync(number);
        await world.AssignAsync([file.Id], [juror.JurorId]);
        var sheet = await world.SheetAsync(file.Id, juror.JurorId);
        var saved = await world.SaveAsync(sheet.Id, juror.Actor, Marks, opinion: Opinion.CoupDeCoeur);
        return (sheet.Id, saved.Value);
    }

    private async Task<Guid> GiveAsync(string number, (Guid JurorId, Identity.Actor Actor) juror)
    {
        var sheet = await DraftAsync(number, juror);
        Assert.Empty((await LockAsync(sheet, juror.Actor)).Errors);
        return sheet.Id;
    }

    private Task<Result> LockAsync((Guid Id, uint Version) sheet, Identity.Actor actor) =>
        world.InAsync<LockScoreSheet, Result>(locking =>
            locking.ExecuteAsync(sheet.Id, sheet.Version, actor, CancellationToken.None)
        );

    private Task<int> HeldAsync(Guid jurorId) =>
        world.ReadAsync(db => db.ScoreSheets.HoldingFavourite(db).CountAsync(sheet => sheet.JurorId == jurorId));
}
