-- How far those who follow the journal have read.
create table journal_bookmark (
    reader   text   primary key,
    position bigint not null
);
