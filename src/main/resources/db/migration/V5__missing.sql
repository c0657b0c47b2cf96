-- Records that were sent before and were not among the rows, when a run read all of them.
alter table sync_run add column missing bigint not null default 0;
