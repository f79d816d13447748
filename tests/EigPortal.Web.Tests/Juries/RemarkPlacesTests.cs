using System.Net;
using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Hearings;
using EigPortal.Services.Demo;
using EigPortal.TestKit.Html;
using EigPortal.TestKit.Juries;
using EigPortal.Web.Tests.Selection;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Web.Tests.Juries;

/// <summary>Words that may not count, wherever the jury writes what may be told: said once before the act, which then goes through.</summary>
public sealed class RemarkPlacesTests(HearingSession session) : IClassFixture<HearingSession>
{
    private const string Words = "Trop jeune pour ce poste, mais bon code.";
    private const string Lock = "Enregistrer et verrouiller";

    [Fact]
    public async Task E8_the_shared_grid_warns_under_its_notes_waits_once_before_the_lock_and_then_locks_the_same_words()
    {
        var (slotId, field) = await HeardSlotAsync();
        using var juror = await session.SignInAsync(DemoAccounts.Juror.Email);
        var page = await juror.GetAsync($"/admin/jury/auditions/{slotId}");
        Assert.Empty(page.Texts("[data-portal-remarks] li"));
        var typed = await juror.SubmitAsync(page, "Enregistrer le brouillon", (field, Words), ("OverallComment", Words));
        AssertWarns(typed, field);
        AssertWarns(typed, "OverallComment");

        // Shown by the draft: the lock waits for nothing more.
        var locked = await juror.SubmitAsync(typed, Lock, [.. Marks(typed), ("Opinion", "Favorable")]);
        Assert.Equal(CollectiveState.Locked, (await GridAsync(slotId)).State);
        Assert.Contains(Words, WebUtility.HtmlDecode(locked.Body), StringComparison.Ordinal);

        await UnlockAsync(slotId, "Bon code.");
        var clean = await juror.GetAsync($"/admin/jury/auditions/{slotId}");
        var waits = await juror.SubmitAsync(clean, Lock, ("OverallComment", Words));
        Assert.Equal(CollectiveState.Draft, (await GridAsync(slotId)).State);
        Assert.Contains(
            "Des mots sont à relire avant de verrouiller.",
            waits.Texts(".fr-alert--warning").First(),
            StringComparison.Ordinal
        );
        await juror.SubmitAsync(waits, Lock);
        Assert.Equal(
            (CollectiveState.Locked, Words),
            ((await GridAsync(slotId)).State, (await GridAsync(slotId)).OverallComment)
        );
    }

    [Fact]
    public async Task E8_a_decision_and_its_cancellation_wait_once_and_record_the_same_words()
    {
        var id = await PreselectedAsync(0);
        using var staff = await session.SignInAsync(DemoAccounts.Staff.Email);
        var waits = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/decisions/{id}"),
            "Enregistrer",
            ("Kind", "NotRetained"),
            ("Grounds", new[] { "Skills" }),
            ("Feedback", Words),
            ("Reason", "Enceinte de six mois.")
        );
        Assert.Equal(HttpStatusCode.OK, waits.Status);
        AssertWarns(waits, "Feedback");
        AssertWarns(waits, "Reason");
        Assert.Equal((0, Words), (await DecisionsAsync(id), waits.One("#Feedback").TextContent.Trim()));

        var recorded = await staff.SubmitAsync(waits, "Enregistrer");
        Assert.Equal(1, await DecisionsAsync(id));
        Assert.Contains("Décision enregistrée", recorded.Texts(".fr-alert--success").First(), StringComparison.Ordinal);

        var cancels = await staff.SubmitAsync(recorded, "Annuler la décision", ("Reason", Words));
        AssertWarns(cancels, "Reason");
        Assert.True(cancels.Has("form[action$='/annuler']"));
        var cancelled = await staff.SubmitAsync(cancels, "Annuler la décision");
        Assert.Contains("Décision annulée", cancelled.Texts(".fr-alert--success").First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E8_a_vote_waits_once_and_records_the_same_words()
    {
        var id = await PreselectedAsync(1);
        var sitting = await OpenSittingAsync();
        using var staff = await session.SignInAsync(DemoAccounts.SecondStaff.Email);
        var waits = await staff.SubmitAsync(
            await staff.GetAsync($"/admin/deliberations/{sitting}/candidatures/{id}"),
            "Enregistrer le vote",
            ("Decision.Kind", "NotRetained"),
            ("Decision.Grounds", new[] { "Skills" }),
            ("Decision.Feedback", Words),
            ("For", "2")
        );
        Assert.Equal(HttpStatusCode.OK, waits.Status);
        AssertWarns(waits, "Decision.Feedback");
        Assert.Equal(0, await DecisionsAsync(id));

        var voted = await staff.SubmitAsync(waits, "Enregistrer le vote");
        Assert.Contains("Proposition adoptée", voted.Texts(".fr-alert--success").First(), StringComparison.Ordinal);
        Assert.Equal(
            Words,
            await session.InDatabaseAsync(db =>
                db.Decisions.Where(decision => decision.CandidatureId == id).Select(decision => decision.Feedback).SingleAsync()
            )
        );
    }

    private static void AssertWarns(Page page, string field)
    {
        var warning = Assert.Single(
            page.Document.QuerySelectorAll("[data-portal-remarks]"),
            place => place.GetAttribute("data-portal-remarks") == field
        );
        Assert.NotEmpty(warning.QuerySelectorAll("li"));
        Assert.Contains("Vous restez libre de garder cette phrase.", warning.TextContent, StringComparison.Ordinal);
    }

    private static (string Name, object Value)[] Marks(Page page) =>
        [
            .. page
                .Document.QuerySelectorAll("input[type=radio][value='3']")
                .Select(radio => (radio.GetAttribute("name")!, (object)"3")),
        ];

    /// <summary>A hearing that the demo's juror takes notes for, over and without a grid.</summary>
    private Task<(Guid SlotId, string Field)> HeardSlotAsync() =>
        session.InDatabaseAsync(async db =>
        {
            var juror = await db.Jurors.SingleAsync(row =>
                db.Accounts.Any(account => account.Id == row.AccountId && account.Email == DemoAccounts.Juror.Email)
            );
            var slot = await db
                .Slots.Where(slot =>
                    slot.State == SlotState.Confirmed
                    && db.Panels.Any(panel =>
                        panel.Id == slot.PanelId && panel.Members.Any(member => member.JurorId == juror.Id && member.IsNoteTaker)
                    )
                )
                .OrderByDescending(slot => slot.StartsAt)
                .FirstAsync();
            Assert.Empty(slot.Arrive(session.Clock.Now).Errors);
            Assert.Empty(slot.Begin(session.Clock.Now).Errors);
            Assert.Empty(slot.Finish(session.Clock.Now.AddMinutes(30)).Errors);
            await db.SaveChangesAsync();
            var key = (await db.Cohorts.SingleAsync(row => row.IsCurrent)).Criteria[0].Key;
            return (slot.Id, $"Marks[{key}].Comment");
        });

    private Task<CollectiveSheet> GridAsync(Guid slotId) =>
        session.InDatabaseAsync(db => db.CollectiveSheets.AsNoTracking().SingleAsync(row => row.SlotId == slotId));

    /// <summary>Opened again, with notes that say nothing to read again.</summary>
    private Task UnlockAsync(Guid slotId, string comment) =>
        session.InDatabaseAsync(async db =>
        {
            var cohort = await db.Cohorts.SingleAsync(row => row.IsCurrent);
            var grid = await db.CollectiveSheets.Include(row => row.Marks).SingleAsync(row => row.SlotId == slotId);
            Assert.Empty(grid.Unlock("Essai").Errors);
            var marks = grid.Marks.Select(mark => new Domain.Juries.MarkText(mark.CriterionKey, mark.Value, mark.Abstains, ""));
            Assert.Empty(grid.Write([.. marks], grid.Opinion, comment, cohort, grid.SavedBy!.Value, session.Clock.Now).Errors);
            return await db.SaveChangesAsync();
        });

    private Task<Guid> PreselectedAsync(int place) =>
        session.InDatabaseAsync(db =>
            db.Candidatures.Where(file =>
                    file.State == CandidatureState.Preselected && !db.Decisions.Any(decision => decision.CandidatureId == file.Id)
                )
                .OrderBy(file => file.Number)
                .Skip(place)
                .Select(file => file.Id)
                .FirstAsync()
        );

    private Task<int> DecisionsAsync(Guid id) =>
        session.InDatabaseAsync(db => db.Decisions.CountAsync(decision => decision.CandidatureId == id));

    private Task<Guid> OpenSittingAsync() =>
        session.InDatabaseAsync(db => new JuryBuilder(db).OpenSittingAsync(session.Clock.Now));
}
