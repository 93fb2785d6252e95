-- Which large files belong to which repository. Without a row here a file does not exist there, whoever else has it.
create table large_file (
    repository       text    not null,
    sha256           text    not null,
    size_bytes       bigint  not null,
    linked_at_millis bigint  not null,
    committed        integer not null,
    primary key (repository, sha256)
);
create index large_file_sha256 on large_file (sha256, committed, repository);
create index large_file_abandoned on large_file (linked_at_millis) where committed = 0;

-- One row for each blob that was ever linked. It is locked by whoever links the blob and by whoever removes it, so that
-- they take turns. condemned_at_millis: since when it is being removed; 0 when it is not.
create table blob_fate (
    sha256              text   primary key,
    condemned_at_millis bigint not null
);
create index blob_fate_condemned on blob_fate (condemned_at_millis) where condemned_at_millis > 0;
