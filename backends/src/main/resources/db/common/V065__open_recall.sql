-- Recalls of what strangers could see: of these they may go on hearing.
create table open_recall (
    number bigint primary key
);
