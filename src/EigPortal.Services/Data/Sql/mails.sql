-- Wakes the sender as soon as the transaction that wrote a mail, released it or asks for another attempt is committed.
create or replace function eig_notify_mail() returns trigger language plpgsql as $$
begin
    perform pg_notify('eig_mails', '');
    return null;
end $$;

create or replace trigger mails_waiting_inserted after insert on mails
    for each row when (new.state = 'Waiting') execute function eig_notify_mail();

create or replace trigger mails_waiting_again after update of state on mails
    for each row when (new.state = 'Waiting' and old.state <> 'Waiting') execute function eig_notify_mail();
