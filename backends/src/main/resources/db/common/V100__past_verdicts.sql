-- What a message of a conversation was judged to be, found by its keyed hash (hub.gateway.Judged.recall).
create index guard_decision_text on guard_decision (account_key, text_hash);
