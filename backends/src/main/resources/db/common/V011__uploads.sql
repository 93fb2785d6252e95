-- Large files on their way in, in parts. A part is a blob of its own that its row holds.
create table upload (
    id                text   primary key,
    repository        text   not null,
    sha256            text   not null,
    size_bytes        bigint not null,
    part_bytes        bigint not null,
    actor             text   not null,
    expires_at_millis bigint not null
);
create index upload_repository on upload (repository);
create index upload_expiry on upload (expires_at_millis);

create table upload_part (
    upload text    not null references upload (id) on delete cascade,
    part   integer not null,
    sha256 text    not null,
    primary key (upload, part)
);
create index upload_part_sha256 on upload_part (sha256);
