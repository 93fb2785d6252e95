-- Containers of chunks, by the hash over their chunks. Their bytes are a blob of their own (within_from = -1), or a
-- stretch of a large file's blob from there on.
create table xorb (
    name              text   primary key,
    blob              text   not null,
    within_from       bigint not null,
    raw_bytes         bigint not null,
    stored_bytes      bigint not null,
    offsets           bytea  not null,
    chunks            bytea  not null,
    touched_at_millis bigint not null
);
create index xorb_blob on xorb (blob);

-- In which repositories a xorb's bytes were received: knowing a hash is not possessing the bytes.
create table xorb_receipt (
    xorb       text not null references xorb (name) on delete cascade,
    repository text not null,
    primary key (xorb, repository)
);

-- Chunks that clients ask for, and where they are.
create table xorb_chunk (
    chunk text not null,
    xorb  text not null references xorb (name) on delete cascade,
    primary key (chunk, xorb)
);
create index xorb_chunk_xorb on xorb_chunk (xorb);

-- How a large file is put together out of xorbs.
create table recipe (
    sha256         text   primary key,
    size_bytes     bigint not null,
    terms          bytea  not null,
    kept_at_millis bigint not null
);

-- The xorbs it needs. Not cascading: a xorb that is needed cannot go.
create table recipe_xorb (
    recipe text not null references recipe (sha256) on delete cascade,
    xorb   text not null references xorb (name),
    primary key (recipe, xorb)
);
create index recipe_xorb_xorb on recipe_xorb (xorb);

-- What clients call a file; several of them cut it differently.
create table xet_id (
    id     text primary key,
    sha256 text not null
);
create index xet_id_sha256 on xet_id (sha256);
