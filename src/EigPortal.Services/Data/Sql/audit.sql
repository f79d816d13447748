-- Chains each object's history: place, hash of the row before, hash of this row. The lock is per object, so that two writers of the
-- same history queue while others go on.
create or replace function eig_chain_audit_event() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.object_id::text, 20180913));
    select sequence + 1, hash into new.sequence, new.previous_hash
      from audit_events where object_id = new.object_id order by sequence desc limit 1;
    new.sequence := coalesce(new.sequence, 1);
    new.previous_hash := coalesce(new.previous_hash, '');
    new.hash := encode(sha256(convert_to(concat_ws('|', new.previous_hash, new.object_type, new.object_id, new.sequence, new.kind,
        new.sentence, coalesce(new.reason, ''), coalesce(new.actor_id::text, ''), extract(epoch from new.at), extract(epoch from new.recorded_at)), 'UTF8')), 'hex');
    return new;
end $$;

create or replace trigger audit_events_chain before insert on audit_events for each row execute function eig_chain_audit_event();

-- History is only ever added to.
create or replace function eig_refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'The history can''t be changed.' using errcode = 'restrict_violation';
end $$;

create or replace trigger audit_events_frozen before update or delete on audit_events for each row execute function eig_refuse_audit_change();
