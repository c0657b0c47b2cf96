-- Whether Salesforce said that a call of this sync created the record with this id. Of records that an earlier version sent it is
-- not known, which counts as no: nothing deletes what it did not create.
alter table synced_record add column created integer not null default 0;
