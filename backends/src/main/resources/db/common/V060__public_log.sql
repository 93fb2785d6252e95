-- What the world may read of the journal, each entry in the transaction of its deed (hub.ledger.Disclosure). The salt
-- opens its seals; empty once it was thrown away.
create table log_entry (
    position bigint primary key,
    journal  bigint not null unique,
    salt     text   not null,
    body     text   not null
);

-- The tiles of the tree over the entries, in base64: full ones, and one that still grows on each level.
create table log_tile (
    level  integer not null,
    number bigint  not null,
    hashes text    not null,
    primary key (level, number)
);

-- What this log is called, and its newest published checkpoint; no note before the first.
create table log_head (
    id        integer primary key check (id = 0),
    origin    text   not null,
    size      bigint not null,
    note      text   not null,
    at_millis bigint not null
);
