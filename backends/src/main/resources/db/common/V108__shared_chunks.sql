-- Until when the own bytes of a file stay beside the chunks that make it; 0 where there are none.
alter table recipe add column beside_until_millis bigint not null default 0;
create index recipe_beside on recipe (beside_until_millis) where beside_until_millis > 0;

-- Files of a repository that are about as large as another: versions of it, most likely.
create index large_file_size on large_file (repository, size_bytes);
