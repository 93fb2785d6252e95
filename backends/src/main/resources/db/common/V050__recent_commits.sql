-- Which request made which commit, for ten minutes, so that a client may send it again (hub.repositories.RecentCommits).
create table recent_commit (
    asked      text   primary key,
    commit_oid text   not null,
    at_millis  bigint not null
);
create index recent_commit_age on recent_commit (at_millis);
