-- What scans for personal data found in files, in counts (hub.personaldata.PersonalDataScans). content: the SHA-256 of a
-- large file, git's name of a small one. name: the file's own, by whose ending it is read. version: of the rules.
create table personal_data_scan (
    content   text   not null,
    name      text   not null,
    version   text   not null,
    report    text   not null,
    at_millis bigint not null,
    primary key (content, name)
);

-- Which version has been through the main branch of a repository last.
create table personal_data_scanned (
    repository text   not null primary key references repository (id) on delete cascade,
    version    text   not null,
    at_millis  bigint not null
);
