-- The table of accounts-outcomes.camel.yaml, for PostgreSQL and SQLite, in the database that source.url names. The user of
-- source.username needs insert, select and update on it.
create table account_sync_outcome (
  customer_id   varchar(255) not null primary key,
  salesforce_id varchar(18),
  outcome       varchar(30) not null,
  code          varchar(80),
  run           bigint not null,
  at            timestamp not null
);
