-- Which repositories float above what their parents allow, and for what reason their owners were told so.
create table limit_told (
    repository text   primary key,
    why        text   not null,
    at_millis  bigint not null
);
