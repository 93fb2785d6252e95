-- What this hub signed of commits, as it was first written (hub.attestation.SignModel).
create table model_signature (
    repository text not null,
    commit_oid text not null,
    bundle     text not null,
    primary key (repository, commit_oid)
);
