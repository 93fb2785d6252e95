-- Accounts and organisations share one set of names; the key is the name in lower case (Namespace.key).
create table namespaces (
    name_key text primary key,
    name     text not null,
    kind     text not null check (kind in ('ACCOUNT', 'ORGANISATION'))
);

create table accounts (
    name_key      text   primary key references namespaces (name_key),
    id            text   not null unique,
    full_name     text   not null,
    email         text,
    role          text   not null,
    standing      text   not null,
    opened_millis bigint not null,
    password      text
);

create table organisations (
    name_key       text   primary key references namespaces (name_key),
    id             text   not null unique,
    full_name      text   not null,
    founded_millis bigint not null
);

create table memberships (
    organisation_key text not null references organisations (name_key),
    account_key      text not null references accounts (name_key),
    role             text not null,
    primary key (organisation_key, account_key)
);
create index memberships_account on memberships (account_key);
