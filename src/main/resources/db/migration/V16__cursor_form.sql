-- How a cursor column of texts writes its times, so that the cursor is bound as the column has it; and when the last run began
-- that read every row, for sync.full-schedule.
alter table sync_cursor add column cursor_form text;
alter table sync_cursor add column full_read_at bigint;
-- Of a state from before this was kept nobody knows better than when the cursor was last written.
update sync_cursor set full_read_at = updated_at;
