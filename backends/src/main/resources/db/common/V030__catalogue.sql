-- Repositories as listings and searches see them. `number` is for joins inside the tables and never leaves them;
-- names are kept as written and, lower-cased by the hub, as keys. Times are milliseconds since 1970.
create table repository (
    number           integer primary key,
    id               text    not null unique,
    kind             text    not null,
    namespace        text    not null,
    name             text    not null,
    namespace_key    text    not null,
    name_key         text    not null,
    search_text      text    not null,
    visibility       text    not null,
    created_millis   bigint  not null,
    changed_millis   bigint  not null,
    described_millis bigint,
    head             text,
    tags             text    not null default '',
    base_models      text    not null default '',
    task             text,
    library          text,
    licence          text,
    files            integer not null default 0,
    size_bytes       bigint  not null default 0,
    parameters       bigint,
    likes            bigint  not null default 0,
    downloads        bigint  not null default 0,
    downloads_ever   bigint  not null default 0,
    trending         bigint  not null default 0,
    unique (kind, namespace_key, name_key)
);

-- One for each order a listing can have: a page of what strangers see is one range of one of these.
create index repository_by_trending  on repository (kind, visibility, trending, id);
create index repository_by_likes     on repository (kind, visibility, likes, id);
create index repository_by_downloads on repository (kind, visibility, downloads, id);
create index repository_by_created   on repository (kind, visibility, created_millis, id);
create index repository_by_changed   on repository (kind, visibility, changed_millis, id);

-- The next repository's number; a row, so that two who create at once queue up on either database.
create table repository_number (
    id   integer primary key check (id = 0),
    last integer not null
);
insert into repository_number (id, last) values (0, 0);

-- Cards apart, for they may be long and most listings leave them out.
create table repository_card (
    number integer primary key references repository (number) on delete cascade,
    json   text    not null
);

-- Names that repositories had: they lead to them, and nobody else may have them.
create table former_name (
    kind          text    not null,
    namespace_key text    not null,
    name_key      text    not null,
    number        integer not null references repository (number) on delete cascade,
    primary key (kind, namespace_key, name_key)
);
create index former_name_of on former_name (number);

create table repository_like (
    number      integer not null references repository (number) on delete cascade,
    account_key text    not null,
    account     text    not null,
    at_millis   bigint  not null,
    primary key (number, account_key)
);
create index repository_like_by on repository_like (account_key, at_millis, number);

-- What happened on each day (counted from 1970) to each repository; days that no figure needs any more are removed.
create table popularity (
    number    integer not null references repository (number) on delete cascade,
    day       integer not null,
    downloads bigint  not null default 0,
    likes     bigint  not null default 0,
    primary key (number, day)
);
create index popularity_by_day on popularity (day);
