-- French full text without accents. The extension ships with PostgreSQL; the configuration is ours.
create extension if not exists unaccent;

do $$
begin
    if not exists (select 1 from pg_ts_config where cfgname = 'eig_french') then
        create text search configuration eig_french (copy = french);
        alter text search configuration eig_french alter mapping for hword, hword_part, word with unaccent, french_stem;
    end if;
end $$;
