using System.Security.Cryptography;
using System.Text;
using EigPortal.Services.Files.Scanning;
using EigPortal.TestKit.Files;
using Microsoft.Extensions.Options;

namespace EigPortal.Services.Tests.Files;

public sealed class ClamAvScannerTests : IAsyncLifetime
{
    private readonly ClamServer server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(300_001)]
    public async Task The_scanner_receives_every_byte_and_finds_nothing(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(new ScanVerdict.Clean(), await ScanAsync(bytes));

        Assert.Equal(bytes, Assert.Single(server.Files));
    }

    [Fact]
    public async Task The_test_string_of_EICAR_is_found_with_its_signature() =>
        Assert.Equal(new ScanVerdict.Infected(ClamServer.Signature), await ScanAsync(Encoding.ASCII.GetBytes(ClamServer.Eicar)));

    [Theory]
    [InlineData(ClamMood.Slow, "L’antivirus n’a pas répondu à temps.")]
    [InlineData(ClamMood.Broken, "La liaison avec l’antivirus s’est rompue.")]
    [InlineData(ClamMood.Confused, "L’antivirus a répondu : stream: Can't allocate memory ERROR")]
    public async Task A_scanner_that_gives_no_answer_is_a_failure_and_never_a_clean_file(ClamMood mood, string reason)
    {
        server.Mood = mood;

        // Only the slow one is waited for to the end: another answers, however busy this machine is.
        var verdict = mood == ClamMood.Slow ? await ScanAsync(new byte[100], timeout: 1) : await ScanAsync(new byte[100]);

        Assert.Equal(new ScanVerdict.Failed(reason, IsDown: false), verdict);
    }

    [Fact]
    public async Task A_scanner_that_hangs_up_in_the_middle_of_a_large_file_is_a_failure()
    {
        server.Mood = ClamMood.TooSmall;

        var verdict = await ScanAsync(new byte[10 * 1024 * 1024]);

        Assert.False(Assert.IsType<ScanVerdict.Failed>(verdict).IsDown);
    }

    [Fact]
    public async Task E3_a_scanner_that_is_down_is_told_from_one_that_fails_on_a_file()
    {
        await server.StopAsync();

        Assert.Equal(new ScanVerdict.Failed("L’antivirus ne répond pas.", IsDown: true), await ScanAsync([1]));
    }

    [Fact]
    public async Task A_request_that_is_given_up_is_not_taken_for_an_answer()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Scanner(5).ScanAsync(new MemoryStream([1]), given.Token));
    }

    private Task<ScanVerdict> ScanAsync(byte[] bytes, int timeout = 30) =>
        Scanner(timeout).ScanAsync(new MemoryStream(bytes), CancellationToken.None);

    private ClamAvScanner Scanner(int timeout) =>
        new(
            Options.Create(
                new ScannerOptions
                {
                    Host = "127.0.0.1",
                    Port = server.Port,
                    TimeoutSeconds = timeout,
                }
            )
        );
}
