-- What became of the records that a run was to delete.
alter table sync_run add column deleted bigint not null default 0;
alter table sync_run add column already_gone bigint not null default 0;
alter table sync_run add column not_deleted bigint not null default 0;
alter table sync_run add column unconfirmed bigint not null default 0;
-- Whether a Bulk job deletes: its results are told apart by Salesforce id, and another step takes them.
alter table bulk_job add column deletes integer not null default 0;
