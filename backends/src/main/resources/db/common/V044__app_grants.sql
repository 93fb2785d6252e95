-- What people allowed web apps, until they fetch their token. The code is kept as its SHA-256.
create table app_grants (
    code           text   primary key,
    id             text   not null unique,
    account_key    text   not null references accounts (name_key),
    client_id      text   not null,
    redirect       text   not null,
    challenge      text   not null,
    scope          text   not null,
    expires_millis bigint not null,
    token          text
);
create index app_grants_expires on app_grants (expires_millis);
