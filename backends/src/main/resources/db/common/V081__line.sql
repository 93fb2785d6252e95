-- Which repositories are let out further than the line allows (hub.line.Exemptions).
create table line_exemption (
    repository   text   not null primary key references repository (id) on delete cascade,
    level        text   not null,
    reason       text   not null,
    actor        text   not null,
    at_millis    bigint not null,
    until_millis bigint not null
);

-- Packs of rules that were proposed, and what became of them (hub.line.Packs): adopted is null while one waits.
create table rule_pack (
    number         bigint  primary key,
    id             text    not null,
    body           text    not null,
    proposed_by    text    not null,
    role           text    not null,
    at_millis      bigint  not null,
    adopted        integer,
    decided_by     text,
    decided_millis bigint
);
create index rule_pack_of on rule_pack (id, number);
