-- What a row of history hashes to. The reason counts by its salted digest, so that erasing a reason breaks no chain.
create or replace function eig_audit_hash(line audit_events) returns text language sql stable as $$
    select encode(sha256(convert_to(concat_ws('|', line.previous_hash, line.object_type, line.object_id, line.sequence, line.kind,
        line.sentence, coalesce(line.reason_digest, ''), coalesce(line.actor_id::text, ''), extract(epoch from line.at),
        extract(epoch from line.recorded_at)), 'UTF8')), 'hex')
$$;

create or replace function eig_audit_reason_digest(salt text, reason text) returns text language sql stable as $$
    select encode(sha256(convert_to(salt || '|' || reason, 'UTF8')), 'hex')
$$;

-- Chains each object's history: place, hash of the row before, hash of this row. The lock is per object, so that two writers of the
-- same history queue while others go on.
create or replace function eig_chain_audit_event() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.object_id::text, 20180913));
    select sequence + 1, hash into new.sequence, new.previous_hash
      from audit_events where object_id = new.object_id order by sequence desc limit 1;
    new.sequence := coalesce(new.sequence, 1);
    new.previous_hash := coalesce(new.previous_hash, '');
    new.reason_salt := case when new.reason is null then null else gen_random_uuid()::text end;
    new.reason_digest := eig_audit_reason_digest(new.reason_salt, new.reason);
    new.hash := eig_audit_hash(new);
    return new;
end $$;

create or replace trigger audit_events_chain before insert on audit_events for each row execute function eig_chain_audit_event();

-- History is only ever added to. The one change allowed is to forget a reason and its salt, when a person's data is erased.
create or replace function eig_refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.reason is null and new.reason_salt is null
        and (to_jsonb(new) - 'reason' - 'reason_salt') = (to_jsonb(old) - 'reason' - 'reason_salt') then
        return new;
    end if;
    raise exception 'The history can''t be changed.' using errcode = 'restrict_violation';
end $$;

create or replace trigger audit_events_frozen before update or delete on audit_events for each row execute function eig_refuse_audit_change();
