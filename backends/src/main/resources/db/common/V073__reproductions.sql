-- What came of training models again, as accounts say (hub.attestation.RecordReproduction).
create table reproduction (
    repository text not null,
    commit_oid text not null,
    by_account text not null,
    at_millis  bigint not null,
    published  text not null,
    trained    text not null,
    software   text not null,
    entry      bigint not null,
    primary key (repository, commit_oid, by_account)
);
