-- What runs found to be deleted or merged in Salesforce.
alter table sync_run add column gone_in_salesforce bigint not null default 0;
alter table sync_run add column merged_in_salesforce bigint not null default 0;

-- Up to when Salesforce was asked which records are gone, by the time that it said itself, in milliseconds since 1970.
create table lost_watch (
  sync       ${key}  not null primary key,
  covered_at bigint  not null
)${by_key};
