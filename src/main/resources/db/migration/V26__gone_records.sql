-- Keys whose rows are gone. Pending: something is to happen to the record still. Granted: when the guard last let that happen, so
-- that what happens within 24 hours is counted; approved by a person, it does not count. Back: a row of the key was read though
-- the deletions route still names it, as it did in the run that listed it last.
create table gone_record (
  record_key ${key}  not null,
  sync       ${key}  not null,
  how        text    not null,
  found_at   bigint  not null,
  granted_at bigint,
  approved   integer not null default 0,
  pending    integer not null default 0,
  back       integer not null default 0,
  run_id     bigint  not null,
  primary key (record_key, sync)
)${by_key};

-- What a guard held back for that: a hash of the very records.
alter table sync_plan add column gone text;

alter table sync_run add column tombstone bigint not null default 0;
alter table sync_run add column flagged bigint not null default 0;
