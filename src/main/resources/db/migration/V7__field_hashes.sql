-- With sync.send=changed: eight bytes for each field of the payload that Salesforce confirmed.
alter table synced_record add column field_hashes ${blob};
