-- Records that are not deleted yet though their rows are gone: records of other syncs hang on them, and would be deleted along with
-- them. Each waits until these syncs have completed a run with a number above after_run. Which they are is looked up in each run;
-- waits_for has their names for people, and is empty from the moment on in which the record waits no more.
create table waiting_deletion (
  record_key    ${key}  not null,
  sync          ${key}  not null,
  waits_for     text    not null,
  after_run     bigint  not null,
  found_at      bigint  not null,
  primary key (record_key, sync)
)${by_key};

-- Records, of this sync or another one, that pointed to a record right before it was to be deleted, by a lookup that Salesforce
-- clears then. Written before the call; when the record is gone, they are to be sent again.
create table pointing_record (
  salesforce_id ${key}  not null,
  sync          ${key}  not null,
  child_sync    ${key}  not null,
  child_key     ${key}  not null,
  primary key (salesforce_id, sync, child_sync, child_key)
)${by_key};
