-- Up to when publish.camel.yaml has published, for PostgreSQL, in the database that source.url names. The user of source.username
-- needs insert, select and update on it.
create table account_sync_published (
  topic varchar(249) not null primary key,
  upto  timestamp not null
);
