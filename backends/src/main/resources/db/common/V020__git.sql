-- A repository that has git data. Whoever changes its packs or refs takes this row first, so writers queue up; the
-- generations tell what is cached when to look again.
create table git_repository (
    id               text   primary key,
    pack_generation  bigint not null,
    ref_generation   bigint not null,
    collected_millis bigint not null
);

create table git_ref (
    repository text not null,
    name       text not null,
    oid        text not null,
    peeled     text, -- what an annotated tag is about
    primary key (repository, name)
);

-- A pack is born in one generation and dies in a later one, when another pack replaces it; it is readable for some hours
-- after its death, for those who opened the repository before.
create table git_pack (
    repository      text    not null,
    name            text    not null,
    source          text    not null,
    objects         bigint  not null,
    deltas          bigint  not null,
    modified_millis bigint  not null,
    index_version   integer not null,
    born            bigint  not null,
    died            bigint,
    died_millis     bigint,
    primary key (repository, name)
);
create index git_pack_died on git_pack (died_millis) where died_millis is not null;

create table git_pack_file (
    repository  text    not null,
    pack        text    not null,
    ext         text    not null,
    sha256      text    not null,
    size_bytes  bigint  not null,
    block_bytes integer not null,
    primary key (repository, pack, ext),
    foreign key (repository, pack) references git_pack (repository, name) on delete cascade
);
create index git_pack_file_sha256 on git_pack_file (sha256);
