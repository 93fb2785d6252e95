-- What the rules that apply to a repository oblige to (hub.line.Duties). The next step of its clock is null when all
-- were told, or none runs.
create table duty (
    id           text    primary key,
    repository   text    not null references repository (id) on delete cascade,
    pack         text    not null,
    rule         text    not null,
    what         text    not null,
    owed_by      text    not null,
    within       text,
    counts_from  text    not null,
    since_millis bigint  not null,
    due_millis   bigint,
    applies      integer not null,
    assignee     text,
    told         text    not null,
    next_millis  bigint,
    met_by       text,
    met_millis   bigint,
    met_note     text,
    met_evidence text
);
create index duty_of on duty (repository);
create index duty_next on duty (next_millis) where met_millis is null and applies = 1;
create index duty_due on duty (due_millis) where met_millis is null and applies = 1;
