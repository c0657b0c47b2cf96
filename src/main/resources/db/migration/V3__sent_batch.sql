-- Batches on their way to Salesforce. One that is left here by a process that ended may have been saved there or not: of its
-- records nobody knows which payload Salesforce has. Only records that Salesforce had before are noted; a new one is sent
-- again anyway.
create table sent_batch (
  batch_id    ${identity},
  sync        ${key}  not null,
  run_id      bigint  not null,
  record_keys text    not null
);
create index sent_batch_by_sync on sent_batch (sync);

-- A person asked for the record to be sent again.
alter table rejected_record add column due integer not null default 0;
