-- The public keys with which publishers sign their models, as SubjectPublicKeyInfo in hexadecimal digits; `hint` is what
-- bundles name them by.
create table publisher_key (
    owner_key text   not null,
    hint      text   not null,
    spki      text   not null,
    at_millis bigint not null,
    primary key (owner_key, hint)
);
