-- Accounts whose suspension the ladder made (hub.gateway.EndSuspensions); a person's suspension is not here.
create table held_account (
    account_key text primary key,
    account     text not null
);
