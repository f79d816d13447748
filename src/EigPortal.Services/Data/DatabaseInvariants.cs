using Microsoft.EntityFrameworkCore;

namespace EigPortal.Services.Data;

/// <summary>Rules between tables that no constraint can hold, counted on real data by the command <c>check</c>.</summary>
public static class DatabaseInvariants
{
    private static readonly (string Name, string Count)[] Rules =
    [
        (
            "Une promotion dont les comptages sont arrêtés n’a plus ni réponse ni clé au coffre, les autres n’ont pas de comptage",
            "select count(*) from cohorts c where (c.stage_counts_frozen_at is not null and (exists (select 1 from vault.answers a where a.cohort_id = c.id) or exists (select 1 from vault.keys k where k.cohort_id = c.id))) or (c.stage_counts_frozen_at is null and exists (select 1 from stage_counts s where s.cohort_id = c.id))"
        ),
        (
            "Un compte dont l’adresse n’est pas confirmée n’a d’autre lien que sa candidature",
            "select count(*) from accounts a where not a.email_confirmed and a.erased_at is null and (exists (select 1 from jurors j where j.account_id = a.id) or exists (select 1 from mentors m where m.account_id = a.id) or exists (select 1 from host_contacts h where h.account_id = a.id) or exists (select 1 from invitations i where i.accepted_by = a.id))"
        ),
        (
            "Une candidature envoyée a au moins un instantané",
            "select count(*) from candidatures c where c.submitted_at is not null and not exists (select 1 from snapshots s where s.candidature_id = c.id)"
        ),
        (
            "Un brouillon n’a jamais été envoyé",
            "select count(*) from candidatures c where c.state = 'Draft' and exists (select 1 from snapshots s where s.candidature_id = c.id)"
        ),
        (
            "Les envois d’une candidature sont numérotés sans trou",
            "select count(*) from (select candidature_id from snapshots group by candidature_id having max(sequence) <> count(*) or min(sequence) <> 1) broken"
        ),
        (
            "Aucun envoi n’est daté d’après la clôture",
            "select count(*) from snapshots s join candidatures c on c.id = s.candidature_id join cohorts p on p.id = c.cohort_id where s.completion_id is null and s.submitted_at >= greatest(p.timetable_call_closes_at, c.extended_until)"
        ),
        (
            "Un envoi répond à une version publiée du formulaire de sa promotion",
            "select count(*) from snapshots s join candidatures c on c.id = s.candidature_id where not exists (select 1 from form_versions f where f.cohort_id = c.cohort_id and f.number = s.form_version and f.state = 'Published')"
        ),
        (
            "Un complément répond à une demande, avant son échéance",
            "select count(*) from completion_requests r where (r.state = 'Answered' and (r.closed_at >= r.until or not exists (select 1 from snapshots s where s.completion_id = r.id and s.sequence = r.answered_sequence and s.candidature_id = r.candidature_id))) or (r.state <> 'Answered' and exists (select 1 from snapshots s where s.completion_id = r.id))"
        ),
        (
            "Une candidature dit l’échéance du complément qu’elle attend",
            "select count(*) from candidatures c where c.completion_until is distinct from (select r.until from completion_requests r where r.candidature_id = c.id and r.state = 'Open')"
        ),
        (
            "Les vœux d’une candidature visent des défis de sa promotion",
            "select count(*) from wishes w join candidatures c on c.id = w.candidature_id join challenges d on d.id = w.challenge_id where d.cohort_id <> c.cohort_id"
        ),
        (
            "Une personne n’est pas jurée de la promotion où elle est candidate",
            "select count(*) from jurors j join candidates c on c.account_id = j.account_id and c.cohort_id = j.cohort_id join candidatures f on f.candidate_id = c.id where f.state <> 'Draft'"
        ),
        (
            "Un conflit d’intérêts excluant ne laisse aucune fiche de lecture active",
            "select count(*) from score_sheets s join jurors j on j.id = s.juror_id join conflicts k on k.account_id = j.account_id and k.candidature_id = s.candidature_id where k.level = 'Excluded' and k.lifted_at is null and s.state <> 'SetAside'"
        ),
        (
            "Une fiche n’est notée que sur une grille figée",
            "select count(*) from score_sheets s join jurors j on j.id = s.juror_id join cohorts c on c.id = j.cohort_id where c.grid_fixed_at is null and exists (select 1 from marks m where m.sheet_id = s.id and m.value is not null)"
        ),
        (
            "Une fiche de lecture porte sur une candidature de la promotion du jury",
            "select count(*) from score_sheets s join jurors j on j.id = s.juror_id join candidatures c on c.id = s.candidature_id where c.cohort_id <> j.cohort_id"
        ),
        (
            "Personne n’est entendu par quelqu’un qu’un lien écarte",
            "select count(*) from slots s join conflicts k on k.candidature_id = s.candidature_id and k.level = 'Excluded' and k.lifted_at is null join jurors j on j.account_id = k.account_id where s.state in ('Planned', 'Invited') and (exists (select 1 from slot_mentors m where m.slot_id = s.id and m.juror_id = j.id) or exists (select 1 from panel_members p where p.panel_id = s.panel_id and p.juror_id = j.id and p.left_at is null))"
        ),
        (
            "Une grille collective verrouillée suit une audition tenue",
            "select count(*) from collective_sheets g join slots s on s.id = g.slot_id where g.state = 'Locked' and s.state <> 'Heard' or g.candidature_id <> s.candidature_id"
        ),
        (
            "Une offre repose sur une décision validée de retenir",
            "select count(*) from offers o join decisions d on d.id = o.decision_id where o.state in ('Sent', 'Accepted') and (d.kind <> 'Retained' or d.state <> 'Validated' or d.candidature_id <> o.candidature_id)"
        ),
        (
            "Une personne en équipe a accepté une offre",
            "select count(*) from fellows f where not exists (select 1 from offers o where o.candidature_id = f.candidature_id and o.state = 'Accepted')"
        ),
        (
            "Une personne occupe un poste du défi de son équipe",
            "select count(*) from fellows f join teams t on t.id = f.team_id join posts p on p.id = f.post_id where p.challenge_id <> t.challenge_id"
        ),
        (
            "Un contrat signé a son exemplaire signé",
            "select count(*) from contracts c where c.state in ('Signed', 'Running', 'Ended') and not exists (select 1 from fellows f where f.id = c.fellow_id and f.full_name = 'Effacé avec le dossier') and not exists (select 1 from contract_documents d where d.contract_id = c.id and d.kind = 'Signed')"
        ),
        (
            "Un document est décrit comme son fichier",
            "select count(*) from documents d join files f on f.id = d.file_id where d.sha256 <> f.sha256 or d.length <> f.length"
        ),
        (
            "Un document où l’antivirus a trouvé quelque chose est bloqué",
            "select count(*) from documents d join files f on f.id = d.file_id where f.scan = 'Infected' and d.blocked_at is null"
        ),
        (
            "L’historique de chaque objet est enchaîné",
            "select count(*) from (select previous_hash, coalesce(lag(hash) over (partition by object_id order by sequence), '') as expected from audit_events) chain where previous_hash <> expected"
        ),
        (
            "Chaque ligne de l’historique a l’empreinte de son contenu",
            "select count(*) from audit_events l where l.hash <> eig_audit_hash(l) or (l.reason is not null and l.reason_digest <> eig_audit_reason_digest(l.reason_salt, l.reason))"
        ),
        (
            "Un dossier effacé ne garde rien de ce que la personne a écrit ou envoyé",
            "select count(*) from candidatures c where c.erased_at is not null and (exists (select 1 from section_answers a where a.candidature_id = c.id) or exists (select 1 from documents d where d.candidature_id = c.id) or exists (select 1 from wishes w where w.candidature_id = c.id and w.contribution <> '') or exists (select 1 from snapshots s where s.candidature_id = c.id and s.erased_at is null) or exists (select 1 from completion_requests r where r.candidature_id = c.id and r.answers <> '{}'))"
        ),
    ];

    /// <summary>Every rule, with the number of rows that break it.</summary>
    public static async Task<IReadOnlyList<InvariantOutcome>> CheckAsync(EigDbContext db, CancellationToken ct)
    {
        var outcomes = new List<InvariantOutcome>(Rules.Length);
        await db.Database.OpenConnectionAsync(ct);
        foreach (var (name, count) in Rules)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = count;
            outcomes.Add(new InvariantOutcome(name, (long)(await command.ExecuteScalarAsync(ct))!));
        }

        await db.Database.CloseConnectionAsync();
        return outcomes;
    }
}

/// <param name="Violations">Rows that break the rule; 0 when it holds.</param>
public sealed record InvariantOutcome(string Name, long Violations);
