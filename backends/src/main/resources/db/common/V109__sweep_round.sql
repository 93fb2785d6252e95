-- What the last round of sweeping did, and when: one row, once there was one.
create table sweep_round (
    id              integer primary key check (id = 0),
    began_at_millis bigint  not null,
    ended_at_millis bigint  not null,
    blobs           bigint  not null,
    bytes           bigint  not null,
    leftovers       integer not null,
    uploads         integer not null,
    links           integer not null,
    unreached       bigint  not null
);
