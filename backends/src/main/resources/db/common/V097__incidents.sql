-- Incidents (hub.incident.Incidents). They outlive the repository they are about, so nothing here refers to it.
create table incident (
    id              text    primary key,
    cause           text    not null unique,
    reporter_key    text,
    reporter        text,
    contact         text    not null,
    about           text    not null,
    repository      text,
    words           text    not null,
    reported_millis bigint  not null,
    severity        text,
    harms           text,
    regimes         text,
    aware_millis    bigint,
    assessment      text,
    triaged_by      text,
    triaged_millis  bigint,
    dismissed       integer,
    ending          text,
    ended_by        text,
    ended_millis    bigint
);
create index incident_at on incident (ended_millis, reported_millis);
create index incident_of on incident (reporter_key, reported_millis);
create index incident_about on incident (repository, reported_millis);

-- What authorities were sent, in order; rows are added and never changed.
create table incident_submission (
    incident    text    not null references incident (id),
    number      integer not null,
    deadline    text    not null,
    sent_millis bigint  not null,
    sha256      text    not null,
    body        text    not null,
    reference   text    not null,
    actor       text    not null,
    primary key (incident, number)
);

-- The last step of each clock that was told.
create table incident_told (
    incident text not null references incident (id),
    clock    text not null,
    step     text not null,
    primary key (incident, clock)
);
