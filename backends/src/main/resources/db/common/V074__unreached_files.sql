-- Since when no ref of the repository reaches a committed file; 0 while one does, or nobody has looked.
alter table large_file add column unreached_at_millis bigint not null default 0;
create index large_file_unreached on large_file (unreached_at_millis) where unreached_at_millis > 0;

-- How far the round that looks has come: the last repository it is done with, empty when none is under way.
create table mark_round (
    id         integer primary key check (id = 0),
    repository text    not null
);
insert into mark_round (id, repository) values (0, '');
