-- Rows that adopt found may be records which the org has without External ID. A run does not create them until a person decides.
create table undecided_row (
  record_key ${key}  not null,
  sync       ${key}  not null,
  reason     text    not null,
  found_at   bigint  not null,
  primary key (record_key, sync)
)${by_key};
