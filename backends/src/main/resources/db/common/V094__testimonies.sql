-- What publishers declared and others attested of repositories (hub.line.Testimonies, domain.line.TestimonyText).
-- counts: 1 for the newest of each witness. entry: the place in the public log that has the statement's hash.
create table testimony (
    hash       text    primary key,
    repository text    not null references repository (id) on delete cascade,
    commit_oid text    not null,
    about      text    not null,
    kind       text    not null,
    witness    text    not null,
    account    text    not null,
    signer     text    not null,
    at_millis  bigint  not null,
    entry      bigint  not null,
    counts     integer not null,
    said       text    not null,
    envelope   text    not null
);
create index testimony_of on testimony (repository, entry);
