-- Lookups that a restored record may lack: what it pointed to was not there when the record came back. Written in the transaction that
-- calls the record restored, and kept until the lookup is set or there is nothing to set any more. By the id that the record had
-- before, as in deletion, which knows the one that it has now.
create table left_out_lookup (
  salesforce_id ${key}  not null,
  sync          ${key}  not null,
  field         ${key}  not null,
  target_id     text    not null,
  primary key (salesforce_id, sync, field)
)${by_key};
