-- A room and a person never have two hearings at once, whatever code writes them. Checked at the end of a transaction, so that two people
-- can trade places. Identifiers become ranges of one number because the usual operators of exclusion on uuid need an extension.
create or replace function eig_one(id uuid) returns int8range language sql immutable parallel safe as
    $$ select int8range(h, h, '[]') from (select hashtextextended(id::text, 0)) as k(h) $$;

do $$ begin
    if not exists (select 1 from pg_constraint where conname = 'xc_slots_room') then
        alter table slots add constraint xc_slots_room
            exclude using gist (eig_one(panel_id) with &&, tstzrange(starts_at, ends_at) with &&)
            where (state not in ('Withdrawn', 'Absent')) deferrable initially deferred;
        alter table slots add constraint xc_slots_person
            exclude using gist (eig_one(candidature_id) with &&, tstzrange(starts_at, ends_at) with &&)
            where (state not in ('Withdrawn', 'Absent')) deferrable initially deferred;
    end if;
end $$;
