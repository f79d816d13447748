using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Data;
using EigPortal.Services.Files;
using EigPortal.TestKit.Files;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Tests.Candidatures;

/// <summary>What is thrown away, what is set aside, and what is never touched (B7).</summary>
public sealed class PurgeFilesTests : IAsyncLifetime
{
    private readonly CandidatureWorld world = new();

    public Task InitializeAsync() => world.InitializeAsync();

    public Task DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task B7_bytes_that_no_row_names_are_set_aside_and_documents_stay()
    {
        var actor = await world.WithCompleteFileAsync();
        var document = (await world.FileAsync(actor))!.Candidature.CurrentDocuments.Single();
        var orphan = await StoreAsync();
        var young = await StoreAsync();
        Age(orphan);
        Age(document.FileId);

        await PurgeAsync();

        Assert.False(await IsThereAsync(orphan));
        Assert.True(File.Exists(Path.Combine(world.FilesFolder, "corbeille", orphan.ToString("N"))));
        Assert.True(await IsThereAsync(young));
        Assert.True(await IsThereAsync(document.FileId));
        Assert.Equal([0L, 0L], (await CheckAsync()).Select(outcome => outcome.Violations));
    }

    [Fact]
    public async Task B7_many_unknown_files_at_once_stop_the_purge()
    {
        for (var i = 0; i <= PurgeFiles.MostAtOnce; i++)
        {
            Age(await StoreAsync());
        }

        await PurgeAsync();

        Assert.False(Directory.Exists(Path.Combine(world.FilesFolder, "corbeille")));
    }

    [Fact]
    public async Task What_was_set_aside_a_month_ago_and_halves_of_writes_are_thrown_away()
    {
        var aside = Path.Combine(world.FilesFolder, "corbeille", Guid.NewGuid().ToString("N"));
        var half = PathOf(Guid.NewGuid()) + ".reste.tmp";
        foreach (var path in new[] { aside, half })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "reste");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-31));
        }

        await PurgeAsync();

        Assert.Equal((false, false), (File.Exists(aside), File.Exists(half)));
    }

    [Fact]
    public async Task An_upload_left_for_a_day_leaves_with_its_parts_and_a_recent_one_stays()
    {
        var one = await BeginAsync();
        var other = await BeginAsync();
        await world.InAsync<EigDbContext>(db =>
            db.Uploads.Where(upload => upload.Id == one)
                .ExecuteUpdateAsync(set => set.SetProperty(upload => upload.StartedAt, DateTimeOffset.UtcNow.AddDays(-2)))
        );

        await PurgeAsync();

        Assert.Equal([other], await world.ReadAsync(db => db.Uploads.Select(upload => upload.Id).ToListAsync()));
        Assert.Equal([other], await world.InAsync<UploadParts, IReadOnlyList<Guid>>(parts => Task.FromResult(parts.All())));
    }

    [Fact]
    public async Task B7_a_lost_and_an_altered_file_are_found_by_the_check()
    {
        var actor = await world.WithCompleteFileAsync();
        await world.AttachAsync(actor, DocumentKind.Portfolio, "travaux.pdf", Pdf.Write("Travaux"));
        var documents = (await world.FileAsync(actor))!.Candidature.CurrentDocuments.ToList();
        File.Delete(PathOf(documents[0].FileId));
        await File.WriteAllTextAsync(PathOf(documents[1].FileId), "autre chose");

        Assert.Equal([1L, 1L], (await CheckAsync()).Select(outcome => outcome.Violations));
    }

    private Task PurgeAsync() => world.InAsync<PurgeFiles>(purge => purge.RunAsync(CancellationToken.None));

    private Task<IReadOnlyList<InvariantOutcome>> CheckAsync() =>
        world.InAsync<FileIntegrity, IReadOnlyList<InvariantOutcome>>(files =>
            files.CheckAsync(all: true, CancellationToken.None)
        );

    private async Task<Guid> StoreAsync() =>
        (
            await world.InAsync<IFileStore, StoredFile>(files =>
                files.SaveAsync(new MemoryStream([1]), "application/pdf", null, CancellationToken.None)
            )
        ).Id;

    private async Task<Guid> BeginAsync()
    {
        var actor = await world.SomebodyAsync();
        await world.StartAsync(actor);
        actor = await world.ActorAsync(actor.AccountId);
        var begun = await world.InAsync<StartUpload, Domain.Shared.Result<Upload>>(start =>
            start.ExecuteAsync(
                new StartUploadCommand(DocumentKind.Cv, "cv.pdf", 10, new string('0', 64), CandidatureWorld.DuringCall),
                actor,
                CancellationToken.None
            )
        );
        await world.InAsync<AppendToUpload>(append =>
            append.ExecuteAsync(begun.Value.Id, 0, new byte[] { 1, 2 }, actor, CancellationToken.None)
        );
        return begun.Value.Id;
    }

    private async Task<bool> IsThereAsync(Guid id)
    {
        await using var content = await world.InAsync<IFileStore, Stream?>(files =>
            files.OpenReadAsync(id, CancellationToken.None)
        );
        return content is not null;
    }

    private void Age(Guid id) => File.SetLastWriteTimeUtc(PathOf(id), DateTime.UtcNow.AddDays(-2));

    private string PathOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(world.FilesFolder, name[^2..], name[^4..^2], name);
    }
}
