-- Obligations that recur (hub.line.Duties). A row of duty is of the round it is in, or of its last where it is done.
-- rounds: how many were met. open: whether there is anything to be done, now or in a round that begins later.
-- duty_round: each time that one was met; those that were taken back stay, and do not count.
create table duty_round (
    duty            text    not null references duty (id) on delete cascade,
    number          integer not null,
    attempt         integer not null,
    began_millis    bigint  not null,
    due_millis      bigint,
    met_by          text    not null,
    met_millis      bigint  not null,
    met_note        text    not null,
    met_evidence    text    not null,
    reopened_by     text,
    reopened_millis bigint,
    reopened_reason text,
    primary key (duty, number, attempt)
);
create unique index duty_round_stands on duty_round (duty, number) where reopened_millis is null;
insert into duty_round (duty, number, attempt, began_millis, due_millis, met_by, met_millis, met_note, met_evidence)
    select id, 1, 1, since_millis, due_millis, met_by, met_millis, met_note, met_evidence
    from duty where met_millis is not null;

drop index duty_next;
drop index duty_due;
alter table duty add column every text;
alter table duty add column rounds integer not null default 0;
alter table duty add column open integer not null default 1;
alter table duty add column begins_millis bigint not null default 0;
update duty set begins_millis = since_millis;
update duty set rounds = 1, open = 0 where met_millis is not null;
alter table duty drop column met_by;
alter table duty drop column met_millis;
alter table duty drop column met_note;
alter table duty drop column met_evidence;
create index duty_next on duty (next_millis) where open = 1 and applies = 1;
create index duty_due on duty (due_millis) where open = 1 and applies = 1;
