-- What was asked of models, by day (domain.budget.DayOfUse). The spender is an account, or an organisation of one (then
-- its credential is '*').
create table model_usage (
    spender_key    text   not null,
    credential     text   not null,
    model          text   not null,
    day_number     bigint not null,
    requests       bigint not null,
    stopped        bigint not null,
    read_tokens    bigint not null,
    written_tokens bigint not null,
    primary key (spender_key, day_number, credential, model)
);
create index model_usage_day on model_usage (day_number);
