-- What runs found of rows whose record Salesforce does not have, or has, where the sync only updates or only creates records.
alter table sync_run add column not_in_salesforce bigint not null default 0;
alter table sync_run add column already_in_salesforce bigint not null default 0;
