-- The newest checkpoint of each other hub's log that this one cosigned.
create table witnessed_log (
    origin    text   primary key,
    size      bigint not null,
    note      text   not null,
    at_millis bigint not null
);
