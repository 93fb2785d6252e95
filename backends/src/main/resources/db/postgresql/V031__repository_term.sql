-- What a repository can be searched by: three-letter runs of its name, tags, publisher.
create table repository_term (
    term   text    not null,
    number integer not null references repository (number) on delete cascade,
    primary key (term, number)
);
create index repository_term_of on repository_term (number);
