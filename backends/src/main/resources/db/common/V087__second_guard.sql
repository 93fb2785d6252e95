-- What a language model that guards made of a text beside the classifiers of words (domain.guard.Opinion), with the hash
-- of its weights and its threshold; empty where none was asked.
alter table guard_decision add column second text not null default '';
