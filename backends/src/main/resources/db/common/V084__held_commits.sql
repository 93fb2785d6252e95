-- Commits that others than their publisher do not see, because their inspection has not ended or found something.
create table held_commit (
    repository text    not null,
    oid        text    not null,
    unsafe     integer not null,
    reason     text    not null,
    primary key (repository, oid)
);

-- Which version inspected the whole history of a repository last.
create table inspected_repository (
    repository text   primary key references repository (id) on delete cascade,
    version    text   not null,
    at_millis  bigint not null
);
