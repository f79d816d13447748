-- A published version of a form never changes nor disappears: submissions are read with its words.
create or replace function eig_keep_form_version() returns trigger language plpgsql as $$
begin
    raise exception 'A published form version never changes.' using errcode = 'restrict_violation', constraint = 'tr_form_versions_published';
end $$;

create or replace trigger tr_form_versions_published before update or delete on form_versions
    for each row when (old.state = 'Published') execute function eig_keep_form_version();
