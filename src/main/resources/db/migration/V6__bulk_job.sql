-- Bulk jobs, written before anything is uploaded: a process that finds one without end picks it up, since Salesforce may be
-- at work on it. Those that ended are kept for a while, to know how often the org was crowded.
create table bulk_job (
  job_id     ${key}  not null primary key,
  sync       ${key}  not null,
  run_id     bigint  not null,
  records    bigint  not null,
  created_at bigint  not null,
  ended_at   bigint,
  ended_as   text,
  crowded    bigint  not null default 0
)${by_key};
create index bulk_job_by_sync on bulk_job (sync, ended_at);
