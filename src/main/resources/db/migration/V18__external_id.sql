-- The External ID as the source has it: the key is what Salesforce compares, which for most fields has no capital letters. Null
-- for records that an earlier version noted.
alter table rejected_record add column external_id text;
