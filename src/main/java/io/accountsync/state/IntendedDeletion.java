package io.accountsync.state;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A record that the next call is to delete.
 *
 * @param externalId as the org has it now
 * @param how the run learned that the row is gone, in a word
 * @param createdByUs whether this sync had created the record
 * @param payload all its fields that could be written anew, as JSON
 */
public record IntendedDeletion(
        String key, String externalId, String salesforceId, String how, boolean createdByUs, String payload) {
    /** Without the payload, which has values of the record. */
    @Override
    public String toString() {
        return "IntendedDeletion[" + key + ", " + salesforceId + "]";
    }

    /** Its row in the table of deletions: all columns down to {@code intended_at}, without status and attempts. */
    void fill(PreparedStatement statement, String sync, String orgId, long runId, long now) throws SQLException {
        statement.setString(1, key);
        statement.setString(2, externalId);
        statement.setString(3, salesforceId);
        statement.setString(4, sync);
        statement.setString(5, orgId);
        statement.setLong(6, runId);
        statement.setString(7, how);
        statement.setInt(8, createdByUs ? 1 : 0);
        statement.setString(9, payload);
        statement.setLong(10, now);
    }
}
