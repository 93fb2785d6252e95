-- Models whose publisher lets conversations be shared (hub.gateway.ChatSharing).
create table chat_sharing (
    repository_id text primary key
);
