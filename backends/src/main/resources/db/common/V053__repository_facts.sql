-- What a model's own files say, in the protocol's fields: read with the commit, and as seldom asked for as its card.
alter table repository_card add column facts text not null default '{}';
