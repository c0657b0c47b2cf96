-- Records of calls whose answer nobody saw. Such a call may still be carried out, until until_at, and then overwrite what
-- was confirmed after it. While a record is here, its synced_record has no fingerprint. What was confirmed meanwhile is kept
-- here, to be compared with what Salesforce has once no such call can come any more.
create table doubtful_record (
  record_key  ${key}  not null,
  sync        ${key}  not null,
  until_at    bigint  not null,
  fingerprint ${blob},
  payload     text,
  parent_key  text,
  needs_row   integer not null default 0,
  primary key (record_key, sync)
)${by_key};

-- Whether Salesforce has the keys of the note as a Bulk job, whose results tell what became of them.
alter table sent_batch add column by_job integer not null default 0;
