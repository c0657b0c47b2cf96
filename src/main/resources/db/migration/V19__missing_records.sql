-- Records that Salesforce confirmed and that were not among the rows when a run read all of them, since the run that found it
-- came to its end: for sync.max-missing each counts once. The run is the last one that missed it.
create table missing_record (
  record_key ${key}  not null,
  sync       ${key}  not null,
  found_at   bigint not null,
  run_id     bigint not null,
  primary key (record_key, sync)
)${by_key};

-- How many an earlier version counted last, which did not keep which ones. Of use until the next run that reads every row.
create table missing_before (
  sync    ${key}  not null primary key,
  records bigint not null
)${by_key};
insert into missing_before (sync, records)
  select sync, missing from sync_run where run_id in (
    select max(run_id) from sync_run where missing > 0 and status in ('SUCCEEDED', 'PARTIAL') group by sync);

-- What a guard held back for that.
alter table sync_plan add column missing bigint not null default 0;
