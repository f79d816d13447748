using EigPortal.Services.Data;
using EigPortal.Services.Mail;
using EigPortal.Services.Privacy.Erasing;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Messages;

/// <summary>The messages of a file, those of the team included, with their attachments and notices.</summary>
internal sealed class EraseMessages : IErasureStep
{
    public int Order => 25;

    public async Task EraseAsync(Erasure erasure, EigDbContext db, CancellationToken ct)
    {
        var id = erasure.Candidature.Id;
        await db.Database.ExecuteSqlAsync(
            $"""
            update mails set account_id = null, "to" = 'efface:' || id, subject = {OutboxMail.ErasedSubject}, text_body = '', html_body = '', last_error = null,
                state = case when sent_at is null then 'Cancelled' else state end
            where about_id in (select m.id from messages m where m.candidature_id = {id})
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into erased_files (id, at)
            select a.file_id, {erasure.At.ToUniversalTime()} from message_attachments a
            join messages m on m.id = a.message_id where m.candidature_id = {id}
            on conflict do nothing
            """,
            ct
        );
        await db.Messages.Where(message => message.CandidatureId == id).ExecuteDeleteAsync(ct);
    }
}
