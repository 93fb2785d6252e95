-- What is known of each repository's main branch (hub.line.FactSheets, domain.line.SheetText).
create table fact_sheet (
    repository text not null primary key references repository (id) on delete cascade,
    commit_oid text not null,
    facts      text not null
);
