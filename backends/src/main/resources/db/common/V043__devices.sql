-- Programs that ask to act for somebody. The device code is kept as its SHA-256.
create table devices (
    device_code     text   primary key,
    id              text   not null unique,
    user_code       text   not null unique,
    client_name     text   not null,
    client_address  text   not null,
    started_millis  bigint not null,
    expires_millis  bigint not null,
    interval_millis bigint not null,
    asked_millis    bigint not null,
    answer          text   not null check (answer in ('NONE', 'APPROVED', 'DENIED')),
    account_key     text   references accounts (name_key),
    scope           text
);
create index devices_expires on devices (expires_millis);

-- Refresh tokens of those that were let, each good once. The secret is its SHA-256.
create table refresh_tokens (
    secret         text    primary key,
    family         text    not null,
    account_key    text    not null references accounts (name_key),
    scope          text    not null,
    display_name   text    not null,
    expires_millis bigint  not null,
    used           boolean not null
);
create index refresh_tokens_family on refresh_tokens (family);
create index refresh_tokens_account on refresh_tokens (account_key);
