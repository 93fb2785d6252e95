-- What the guard decided (domain.guard.Verdict). Of a text there is a keyed hash (hub.gateway.Judged) and nothing else.
create table guard_decision (
    account_key text             not null,
    number      bigint           not null,
    model       text             not null,
    side        text             not null,
    outcome     text             not null,
    reasons     text             not null,
    signs       text             not null,
    harmful     double precision not null,
    jailbreak   double precision not null,
    thresholds  text             not null,
    guard       text             not null,
    text_hash   text             not null,
    at_millis   bigint           not null,
    primary key (account_key, number)
);
create index guard_decision_at on guard_decision (at_millis);

-- What an account's questions have come to (domain.guard.Risk).
create table guard_risk (
    account_key text             primary key,
    weight      double precision not null,
    at_millis   bigint           not null,
    stopped     bigint           not null,
    passed      bigint           not null
);

-- What followed from it (domain.guard.Strike).
create table strike (
    id              text   primary key,
    account_key     text   not null,
    account         text   not null,
    step            text   not null,
    rule            text   not null,
    reasons         text   not null,
    evidence        text   not null,
    guard           text   not null,
    at_millis       bigint not null,
    until_millis    bigint not null,
    decided_by      text   not null,
    appeal          text,
    appealed_millis bigint,
    answer          text,
    overturned      text,
    answered_by     text,
    answered_millis bigint
);
create index strike_of on strike (account_key, at_millis);
create index strike_until on strike (until_millis);
