-- Where the row log of a sync is, and the first run whose outcomes it may lack: written before a run writes anything else, and
-- taken back once its table has every line. Null where it lacks none.
create table row_log (
  sync      ${key}  not null primary key,
  place     text    not null,
  since_run bigint
)${by_key};
