-- What the queries of a run saw of a PostgreSQL whose log a stream reads: a change of a transaction that they saw is older than what the
-- run wrote. The origin "run" of source_version says which run wrote of a record last what it read. Whole (1): the run read every row
-- and came to its end, so that it covers also the records that it found unchanged.
create table run_snapshot (
  run_id          bigint  not null primary key,
  sync            ${key}  not null,
  begun_at        bigint  not null,
  source_database text    not null,
  visible         text    not null,
  log_position    bigint  not null,
  whole           integer not null default 0
);
create index run_snapshot_by_sync on run_snapshot (sync, run_id);
