-- Held commits that a person let go, for what was found then (hub.inspection.Waivers).
create table held_waiver (
    repository   text   not null,
    oid          text   not null,
    finding      text   not null,
    reason       text   not null,
    actor        text   not null,
    at_millis    bigint not null,
    until_millis bigint not null,
    primary key (repository, oid)
);
create index held_waiver_until on held_waiver (until_millis);
