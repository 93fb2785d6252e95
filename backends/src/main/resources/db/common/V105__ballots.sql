-- Votes on two answers to one question (domain.arena.Ballot). The voter is a keyed hash; the question is not kept.
create table ballot (
    match_id   text   primary key,
    left_name  text   not null,
    right_name text   not null,
    choice     text   not null,
    voter      text   not null,
    blind      bigint not null,
    at_millis  bigint not null
);
create index ballot_voter on ballot (voter, at_millis);
create index ballot_at on ballot (at_millis);
