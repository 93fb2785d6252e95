-- What the last scan of a main branch comes to, for a repository's first page (hub.personaldata.Gist). Null until the
-- first scan after this came. most: the certainty of the most certain finding, empty text where nothing was found.
-- unread: files that were not read whole.
alter table personal_data_scanned add column commit_oid text;
alter table personal_data_scanned add column most text;
alter table personal_data_scanned add column unread bigint;
