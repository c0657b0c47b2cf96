-- Runs and sessions of a stream whose outcomes the row log of their sync may lack: written before one writes anything else, and taken
-- away once its table has every line. Several go on at once, so that the one that completes says nothing of the others.
create table row_log_run (
  sync   ${key}  not null,
  run_id bigint  not null,
  primary key (sync, run_id)
)${by_key};
