-- Work to be done after the deed that asked for it (hub.jobs.Jobs). One row for each kind and subject; it goes when the
-- work is done. lease: counted up with each taking, so that a worker that was thought dead cannot end another's work.
create table job (
    kind             text    not null,
    subject          text    not null,
    priority         integer not null,
    state            text    not null,
    again            integer not null default 0,
    attempts         integer not null default 0,
    asked_millis     bigint  not null,
    not_before       bigint  not null,
    lease            bigint  not null default 0,
    lease_owner      text    not null default '',
    lease_until      bigint  not null default 0,
    done             bigint  not null default 0,
    total            bigint  not null default 0,
    error            text    not null default '',
    primary key (kind, subject)
);
create index job_next on job (state, priority, asked_millis);
