-- The secret is the SHA-256 of a cookie's, or of a link's.
create table sessions (
    secret           text   primary key,
    id               text   not null unique,
    account_key      text   not null references accounts (name_key),
    client_name      text   not null,
    client_address   text   not null,
    started_millis   bigint not null,
    last_seen_millis bigint not null,
    expires_millis   bigint not null
);
create index sessions_account on sessions (account_key, started_millis);
create index sessions_expires on sessions (expires_millis);

create table sign_in_links (
    secret         text   primary key,
    account_key    text   not null references accounts (name_key),
    expires_millis bigint not null
);
create index sign_in_links_account on sign_in_links (account_key);

create table invitations (
    secret         text   primary key,
    id             text   not null unique,
    issuer_key     text   not null references accounts (name_key),
    role           text   not null,
    note           text   not null,
    issued_millis  bigint not null,
    expires_millis bigint not null
);
