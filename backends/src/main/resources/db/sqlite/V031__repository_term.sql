-- What a repository can be searched by: three-letter runs of its name, tags, publisher. Kept sorted in the table itself,
-- since it is all key.
create table repository_term (
    term   text    not null,
    number integer not null references repository (number) on delete cascade,
    primary key (term, number)
) without rowid;
create index repository_term_of on repository_term (number, term);
