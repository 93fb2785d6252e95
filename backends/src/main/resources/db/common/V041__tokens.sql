-- The secret is the SHA-256 of what its owner sends.
create table tokens (
    secret           text   primary key,
    id               text   not null unique,
    account_key      text   not null references accounts (name_key),
    display_name     text   not null,
    scope            text   not null,
    created_millis   bigint not null,
    expires_millis   bigint,
    last_used_millis bigint,
    family           text
);
create index tokens_account on tokens (account_key, created_millis);
create index tokens_family on tokens (family);
create index tokens_expires on tokens (expires_millis);
