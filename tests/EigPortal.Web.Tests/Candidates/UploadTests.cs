using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using EigPortal.Domain.Candidatures;
using EigPortal.Services.Candidatures.Uploads;
using EigPortal.Services.Identity;
using EigPortal.TestKit.Files;
using EigPortal.TestKit.Html;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Candidates;

/// <summary>A document sent in pieces, as the script of the page sends it.</summary>
public sealed class UploadTests(CandidatePortal portal) : IClassFixture<CandidatePortal>
{
    private static readonly byte[] Cv = Pdf.Heavy("CV", 1_200_000);

    [Fact]
    public async Task A_document_sent_in_pieces_becomes_the_document_of_the_draft()
    {
        var (site, account) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var id = await sender.BeginAsync("Noé – CV.pdf", Cv);

        await sender.SendAsync(id, Cv, from: 0);
        var finished = await sender.FinishAsync(id);

        Assert.Equal(HttpStatusCode.OK, finished.StatusCode);
        Assert.Equal([("Noé – CV.pdf", Sha256(Cv))], await DocumentsAsync(account));
        var page = await site.GetAsync("/candidature/documents");
        Assert.Equal(["CV enregistré dans votre brouillon : Noé – CV.pdf."], page.Texts(".fr-alert--success p"));
    }

    [Fact]
    public async Task A_cut_in_the_middle_of_a_piece_costs_that_piece_and_the_same_file_goes_on_where_it_stopped()
    {
        var (site, account) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var id = await sender.BeginAsync("cv.pdf", Cv);
        Assert.Equal(Upload.MaxPiece, await sender.PieceAsync(id, Cv, 0));
        await sender.CutAsync(id, Cv, Upload.MaxPiece);

        // The page is opened again and the same file chosen: another name changes nothing, the content is the same.
        var again = await Sender.OpenAsync(site);
        Assert.Contains("cv.pdf, 43 % reçus.", await NoticeAsync(site), StringComparison.Ordinal);
        var (sameId, received) = await again.StartAsync("cv (1).pdf", Cv);
        Assert.Equal((id, (long)Upload.MaxPiece), (sameId, received));
        await again.SendAsync(id, Cv, received);
        Assert.Equal(HttpStatusCode.OK, (await again.FinishAsync(id)).StatusCode);
        Assert.Equal([("cv.pdf", Sha256(Cv))], await DocumentsAsync(account));
    }

    [Fact]
    public async Task A_piece_out_of_turn_is_refused_with_the_place_to_go_on_from()
    {
        var (site, _) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var id = await sender.BeginAsync("cv.pdf", Cv);
        await sender.PieceAsync(id, Cv, 0);

        foreach (var position in new[] { 0, 2 * Upload.MaxPiece, -1 })
        {
            var refused = await sender.PostAsync($"/{id}?position={position}", new ByteArrayContent(Cv[..10]));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal(Upload.MaxPiece, (await refused.Content.ReadFromJsonAsync<Answer>())!.Received);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sender.FinishAsync(id)).StatusCode);
    }

    [Fact]
    public async Task B28_finished_ten_times_at_once_it_is_one_document()
    {
        var (site, account) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var id = await sender.BeginAsync("cv.pdf", Cv);
        await sender.SendAsync(id, Cv, 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sender.FinishAsync(id)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(await DocumentsAsync(account));
        Assert.Equal(HttpStatusCode.OK, (await sender.FinishAsync(id)).StatusCode);
    }

    [Fact]
    public async Task B24_the_upload_of_another_person_is_an_unknown_address()
    {
        var (site, _) = await portal.CandidateAsync();
        var (stranger, _) = await portal.CandidateAsync();
        var id = await (await Sender.OpenAsync(site)).BeginAsync("cv.pdf", Cv);
        var sender = await Sender.OpenAsync(stranger);

        var append = await sender.PostAsync($"/{id}?position=0", new ByteArrayContent(Cv[..10]));

        Assert.Equal(HttpStatusCode.NotFound, append.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sender.FinishAsync(id)).StatusCode);
        Assert.Equal(
            0,
            await portal.InDatabaseAsync(db => db.Uploads.Where(u => u.Id == id).Select(u => u.Received).SingleAsync())
        );
    }

    [Fact]
    public async Task Bytes_that_are_not_those_announced_are_refused_and_thrown_away()
    {
        var (site, account) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var id = await sender.BeginAsync("cv.pdf", Cv);
        var altered = Cv.ToArray();
        altered[^200]++;
        await sender.SendAsync(id, altered, 0);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sender.FinishAsync(id)).StatusCode);

        Assert.Empty(await DocumentsAsync(account));
        Assert.Equal(HttpStatusCode.NotFound, (await sender.FinishAsync(id)).StatusCode);
    }

    [Fact]
    public async Task E3_a_file_that_is_refused_says_why_at_the_start_or_at_the_end()
    {
        var (site, _) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        foreach (var (length, reason) in new[] { (0L, "Ce fichier est vide."), (30L * 1024 * 1024, "Ce fichier dépasse 10 Mo.") })
        {
            var refused = await sender.AnnounceAsync("cv.pdf", length, Sha256(Cv));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.StartsWith(reason, (await refused.Content.ReadFromJsonAsync<Answer>())!.Message, StringComparison.Ordinal);
        }

        var word = "PK\u0003\u0004 un document"u8.ToArray();
        var id = await sender.BeginAsync("cv.pdf", word);
        await sender.SendAsync(id, word, 0);
        var end = await sender.FinishAsync(id);
        Assert.StartsWith(
            "Ce fichier n’est pas un PDF.",
            (await end.Content.ReadFromJsonAsync<Answer>())!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("2018-10-15T16:59:59", true)]
    [InlineData("2018-10-15T17:00:00", false)]
    [InlineData("2018-10-15T17:00:01", false)]
    public async Task E1_an_upload_counts_by_the_arrival_of_the_request_that_begins_it(string at, bool counts)
    {
        try
        {
            var (site, account) = await portal.CandidateAsync();
            var sender = await Sender.OpenAsync(site);
            await portal.Clock.SetAsync(at);
            var begun = await sender.AnnounceAsync("cv.pdf", Cv.Length, Sha256(Cv));
            Assert.Equal(counts ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, begun.StatusCode);
            if (!counts)
            {
                Assert.Equal(1, await LateAttemptsAsync(account));
                return;
            }

            await portal.Clock.SetAsync("2018-10-15T17:10:00");
            var (id, received) = await sender.StartAsync("cv.pdf", Cv);
            await sender.SendAsync(id, Cv, received);
            Assert.Equal(HttpStatusCode.OK, (await sender.FinishAsync(id)).StatusCode);
            Assert.Single(await DocumentsAsync(account));
            Assert.Equal(0, await LateAttemptsAsync(account));
        }
        finally
        {
            await portal.Clock.SetAsync(CandidatePortal.DuringCall);
        }
    }

    [Fact]
    public async Task A_request_without_the_token_of_the_page_is_refused()
    {
        var (site, _) = await portal.CandidateAsync();
        var id = await (await Sender.OpenAsync(site)).BeginAsync("cv.pdf", Cv);

        var forged = await site.Client.PostAsync(
            $"/candidature/documents/envois/{id}?position=0",
            new ByteArrayContent(Cv[..10])
        );

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task Another_file_takes_the_place_of_the_one_left_in_the_middle()
    {
        var (site, account) = await portal.CandidateAsync();
        var sender = await Sender.OpenAsync(site);
        var left = await sender.BeginAsync("ancien.pdf", Cv);
        var other = Pdf.Write("Autre");

        var id = await sender.BeginAsync("nouveau.pdf", other);
        await sender.SendAsync(id, other, 0);
        Assert.Equal(HttpStatusCode.OK, (await sender.FinishAsync(id)).StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await sender.FinishAsync(left)).StatusCode);
        Assert.Equal([("nouveau.pdf", Sha256(other))], await DocumentsAsync(account));
    }

    private static async Task<string> NoticeAsync(Browse site) =>
        string.Join(' ', (await site.GetAsync("/candidature/documents")).Texts("section p"));

    private async Task<IReadOnlyList<(string, string)>> DocumentsAsync(Account account) =>
        [
            .. (
                await portal.InDatabaseAsync(db =>
                    db.Documents.AsNoTracking()
                        .Where(document =>
                            db.Candidatures.Any(c =>
                                c.Id == document.CandidatureId
                                && db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == account.Id)
                            )
                        )
                        .ToListAsync()
                )
            ).Select(document => (document.FileName, document.Sha256)),
        ];

    private Task<int> LateAttemptsAsync(Account account) =>
        portal.InDatabaseAsync(db =>
            db.LateAttempts.CountAsync(attempt =>
                db.Candidatures.Any(c =>
                    c.Id == attempt.CandidatureId && db.Candidates.Any(p => p.Id == c.CandidateId && p.AccountId == account.Id)
                )
            )
        );

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Answer(Guid Id, long Received, string? Message);

    /// <summary>What the script of the page does.</summary>
    private sealed class Sender(Browse site, string token)
    {
        public static async Task<Sender> OpenAsync(Browse site)
        {
            var page = await site.GetAsync("/candidature/documents");
            var form = page.One("form[data-portal-upload$='/cv/envois']");
            return new Sender(site, form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!);
        }

        public async Task<(Guid Id, long Received)> StartAsync(string name, byte[] file)
        {
            var answer = await AnnounceAsync(name, file.Length, Sha256(file));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var begun = (await answer.Content.ReadFromJsonAsync<Answer>())!;
            return (begun.Id, begun.Received);
        }

        public async Task<Guid> BeginAsync(string name, byte[] file) => (await StartAsync(name, file)).Id;

        public Task<HttpResponseMessage> AnnounceAsync(string name, long length, string sha256) =>
            SendAsync(
                "/candidature/documents/cv/envois",
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["name"] = name,
                        ["length"] = $"{length}",
                        ["sha256"] = sha256,
                    }
                )
            );

        public async Task<long> PieceAsync(Guid id, byte[] file, long position)
        {
            var piece = file.AsMemory((int)position, (int)Math.Min(Upload.MaxPiece, file.Length - position));
            var answer = await PostAsync($"/{id}?position={position}", new ReadOnlyMemoryContent(piece));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<Answer>())!.Received;
        }

        public async Task SendAsync(Guid id, byte[] file, long from)
        {
            while (from < file.Length)
            {
                from = await PieceAsync(id, file, from);
            }
        }

        /// <summary>Sends the beginning of a piece, then breaks the connection.</summary>
        public async Task CutAsync(Guid id, byte[] file, long position)
        {
            var content = new StreamContent(new BreakingStream(file[(int)position..((int)position + 100_000)]));
            await Assert.ThrowsAnyAsync<Exception>(() => PostAsync($"/{id}?position={position}", content));
        }

        public Task<HttpResponseMessage> FinishAsync(Guid id) => PostAsync($"/{id}/terminer", new FormUrlEncodedContent([]));

        public Task<HttpResponseMessage> PostAsync(string address, HttpContent content) =>
            SendAsync("/candidature/documents/envois" + address, content);

        private async Task<HttpResponseMessage> SendAsync(string address, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            request.Headers.Add("RequestVerificationToken", token);
            return await site.Client.SendAsync(request);
        }
    }

    private sealed class BreakingStream(byte[] beginning) : MemoryStream(beginning)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var read and > 0
                ? read
                : throw new IOException("The connection broke.");
    }
}
