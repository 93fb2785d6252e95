-- What was decided about a repository's release; one without a row is released as its visibility says.
create table release_plan (
    repository text   primary key,
    plan       text   not null,
    incident   integer not null default 0,
    recalled   integer not null default 0,
    at_millis  bigint not null
);

-- When plans take a step by themselves.
create table release_stage (
    repository text   not null,
    at_millis  bigint not null,
    primary key (repository, at_millis)
);
create index release_stage_at on release_stage (at_millis);

-- What others see of each ref, where commits are released by hand.
create table released_head (
    repository text   not null,
    ref        text   not null,
    oid        text   not null,
    at_millis  bigint not null,
    primary key (repository, ref)
);

-- Recalls, which outlive their repository: what was recalled stays known.
create table recall (
    number        bigint primary key,
    repository    text   not null,
    page          text   not null,
    revision      text,
    reason        text   not null,
    instead       text   not null,
    actor         text   not null,
    at_millis     bigint not null,
    lifted_millis bigint
);
create index recall_of on recall (repository);
create table recall_number (
    id   integer primary key check (id = 0),
    last bigint  not null
);
insert into recall_number (id, last) values (0, 0);

-- How plans show in listings.
alter table repository add column level text not null default '';
alter table repository add column gating text not null default 'NONE';
alter table repository add column partners text;
alter table repository add column recalled integer not null default 0;
