-- Every deed, in the transaction that did it. The hash covers the one before it (domain.ledger.Link).
create table journal (
    position  bigint primary key,
    at_millis bigint not null,
    kind      text   not null,
    actor     text   not null,
    subject   text   not null,
    details   text   not null,
    hash      text   not null
);
create index journal_subject on journal (subject, position);

create table journal_head (
    id       integer primary key check (id = 0),
    position bigint  not null,
    hash     text    not null
);
insert into journal_head (id, position, hash)
values (0, -1, '0000000000000000000000000000000000000000000000000000000000000000');
