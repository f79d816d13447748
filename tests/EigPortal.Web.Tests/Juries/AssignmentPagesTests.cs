using System.Net;
using EigPortal.Domain.Juries;
using EigPortal.Services.Demo;
using EigPortal.Services.Juries;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>Readings given by hand.</summary>
public sealed class AssignmentPagesTests(ReadingSession session) : IClassFixture<ReadingSession>
{
    [Fact]
    public async Task E7_the_preview_asks_why_a_limit_is_passed_and_keeps_the_choice_until_it_is_said()
    {
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var form = await staff.GetAsync("/admin/jurys/lectures");
        // A mentor's own challenge would be told too.
        var jurorId = await session.InDatabaseAsync(db =>
            db.Jurors.Where(juror => juror.LeftAt == null && !db.Mentors.Any(mentor => mentor.AccountId == juror.AccountId))
                .OrderBy(juror => juror.Id)
                .Select(juror => juror.Id)
                .FirstAsync()
        );
        var files = form
            .Document.QuerySelectorAll("input[name=CandidatureIds]")
            .Select(box => box.GetAttribute("value")!)
            .Take(2)
            .ToArray();
        await session.InDatabaseAsync(async db =>
        {
            Assert.Empty((await db.Jurors.SingleAsync(juror => juror.Id == jurorId)).Describe([], 0).Errors);
            return await db.SaveChangesAsync();
        });

        var preview = await staff.SubmitAsync(
            form,
            "Voir l’aperçu",
            ("CandidatureIds", files),
            ("JurorIds", new[] { $"{jurorId}" }),
            ("Mode", "tous")
        );
        Assert.Equal(
            ["À confier. Au-delà de sa limite de dossiers", "À confier. Au-delà de sa limite de dossiers"],
            preview.Texts("tbody td:last-child")
        );
        var silent = await staff.SubmitAsync(preview, "Confier ces lectures");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Equal([JuryErrors.ForcedWithoutReason.Message], silent.Errors);
        Assert.Equal(0, await CountAsync(jurorId));

        var done = await staff.SubmitAsync(silent, "Confier ces lectures", ("Reason", "Seule à lire la cartographie"));
        Assert.Equal("Lectures confiées", done.Heading);
        Assert.Equal(2, await CountAsync(jurorId));
        Assert.Equal(
            ["Seule à lire la cartographie", "Seule à lire la cartographie"],
            await session.InDatabaseAsync(db =>
                db.AuditEvents.Where(line => line.Kind == nameof(ReadingAssigned) && line.Reason != null)
                    .Select(line => line.Reason)
                    .ToListAsync()
            )
        );
    }

    private Task<int> CountAsync(Guid jurorId) =>
        session.InDatabaseAsync(db => db.ScoreSheets.CountAsync(sheet => sheet.JurorId == jurorId));
}
