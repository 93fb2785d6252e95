-- Texts that accounts exchanged with models and that are kept for a while (hub.gateway.KeptTexts): encrypted, in
-- base64, with keys that are not in the database.
create table kept_text (
    id           text   primary key,
    account_key  text   not null,
    account      text   not null,
    kind         text   not null,
    model        text   not null,
    at_millis    bigint not null,
    until_millis bigint not null,
    sealed       text   not null
);
create index kept_text_of on kept_text (account_key, kind, at_millis);
create index kept_text_until on kept_text (until_millis);
