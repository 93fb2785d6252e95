-- The small files of git's packs, where a blob's own syncs would cost more than all the rest of a commit. SQLite keeps
-- bytes as they are, whatever it makes of the type's name. Named as blobs are, and held by git_pack_file as blobs are.
create table git_small_file (
    sha256  text  primary key,
    content bytea not null
);
