-- "This was wrongly stopped", said by whoever asked (hub.gateway.RefusalReports). The text is not kept: the decision's
-- keyed hash names it.
create table refusal_report (
    id              text   primary key,
    account_key     text   not null,
    account         text   not null,
    text_hash       text   not null,
    reasons         text   not null,
    words           text   not null,
    at_millis       bigint not null,
    answer          text,
    answered_by     text,
    answered_millis bigint
);
create unique index refusal_report_of on refusal_report (account_key, text_hash);
create index refusal_report_at on refusal_report (at_millis);
