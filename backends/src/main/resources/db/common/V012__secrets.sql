-- Keys the hub made for itself, in hexadecimal.
create table secret (
    name  text primary key,
    value text not null
);
