-- What this hub signed about releases, each in the transaction of its deed (hub.attestation.StateDecisions). `entry` is
-- the place in the public log that has the statement's hash. They outlive their repository, as the log does.
create table statement (
    hash       text   primary key,
    repository text   not null,
    entry      bigint not null,
    at_millis  bigint not null,
    action     text   not null,
    envelope   text   not null
);

create index statement_by_repository on statement (repository, entry);
