-- What inspections said of files (hub.inspection.Verdicts). content: the SHA-256 of a large file, git's name of a small
-- one. name: the file's own, which some formats are told by. version: of what inspected it.
create table file_verdict (
    content   text   not null,
    name      text   not null,
    version   text   not null,
    verdict   text   not null,
    report    text   not null,
    at_millis bigint not null,
    primary key (content, name, version)
);
