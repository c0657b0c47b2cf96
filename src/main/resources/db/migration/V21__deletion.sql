-- Records that a run deletes in Salesforce since their rows are gone. What is intended is written before the call, with all
-- fields of the record that could be written anew, and how it ended is written after it: a process that ends in between leaves
-- a row that the next run asks the org about. By Salesforce id, since a key can have had several records.
create table deletion (
  salesforce_id ${key}  not null,
  sync          ${key}  not null,
  record_key    ${key}  not null,
  external_id   text,
  org_id        text    not null,
  run_id        bigint  not null,
  attempts      bigint  not null,
  status        text    not null,
  how           text    not null,
  created_by_us integer not null default 0,
  payload       text,
  error_class   text,
  code          text,
  message       text,
  retry         integer not null default 0,
  row_is_back   integer not null default 0,
  intended_at   bigint  not null,
  until_at      bigint  not null default 0,
  ended_at      bigint,
  restored_id   text,
  primary key (salesforce_id, sync)
)${by_key};
create index deletion_by_key on deletion (record_key, sync);
create index deletion_by_status on deletion (sync, status, record_key);
