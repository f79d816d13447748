-- What lists, counts and rankings read of a submission, kept beside it by the database: else each of them would parse every file whole.
alter table snapshots
    add column if not exists wishes jsonb generated always as (json::jsonb -> 'wishes') stored,
    add column if not exists email text generated always as (json::jsonb ->> 'email') stored;
