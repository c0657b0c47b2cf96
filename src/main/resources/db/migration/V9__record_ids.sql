-- Results are held against the ids that are known: two keys with one id are a mistake of somebody.
create index synced_record_by_id on synced_record (salesforce_id, sync);

-- A run that stopped since Salesforce refused too much: the next ones begin with few records, until one comes to its end.
alter table sync_run add column tripped integer not null default 0;
