-- Who asked for what is on terms, and who holds it; a holder is an account or an organisation.
create table access_request (
    repository     text   not null,
    holder_key     text   not null,
    holder         text   not null,
    status         text   not null,
    terms          text,
    fields         text   not null,
    asked_millis   bigint not null,
    decided_millis bigint,
    until_millis   bigint,
    reason         text   not null,
    primary key (repository, holder_key)
);
create index access_request_by on access_request (holder_key, asked_millis);

-- Who took copies of what is not for just anybody.
create table copy_taken (
    repository text   not null,
    holder_key text   not null,
    holder     text   not null,
    what       text   not null,
    path       text   not null,
    at_millis  bigint not null,
    primary key (repository, holder_key, what)
);
create index copy_taken_at on copy_taken (repository, at_millis);

create table agreement (
    id           text   primary key,
    owner_key    text   not null,
    owner        text   not null,
    title        text   not null,
    document     text   not null,
    signatories  text   not null,
    from_millis  bigint not null,
    until_millis bigint not null
);
create index agreement_of on agreement (owner_key);
create table agreement_party (
    agreement text not null references agreement (id),
    party_key text not null,
    party     text not null,
    primary key (agreement, party_key)
);
create index agreement_party_by on agreement_party (party_key);

-- The texts of terms, each under its SHA-256.
create table terms_text (
    sha256 text primary key,
    body   text not null
);

-- What accounts are told; an organisation's notices are its members'.
create table notice (
    recipient_key text   not null,
    number        bigint not null,
    body          text   not null,
    page          text   not null,
    at_millis     bigint not null,
    primary key (recipient_key, number)
);
create table inbox_seen (
    account_key text   primary key,
    at_millis   bigint not null
);
