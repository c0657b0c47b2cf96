package io.accountsync.run.rowlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLogRemedyTest {
    @Test
    void aLockOfAnotherProgramIsNamedWhateverTheDatabase() {
        for (SQLException locked : List.of(
                new SQLException("canceling statement due to lock timeout", "55P03"),
                new SQLException("ERROR: canceling statement due to user request", "57014"),
                new SQLException("[SQLITE_BUSY]  The database file is locked (database is locked)"),
                new SQLException("Lock wait timeout exceeded", "HY000", 1205),
                new SQLTimeoutException("slow"))) {
            assertThat(RowLogRemedy.isLocked(locked)).isTrue();
            assertThat(RowLogErrors.describe(locked)).isEqualTo(RowLogRemedy.LOCKED);
        }
        BatchUpdateException batch = new BatchUpdateException("Batch entry 0 insert … 'value'", "55P03", 0, new int[0]);
        batch.setNextException(new SQLException("canceling statement due to lock timeout", "55P03"));
        assertThat(RowLogErrors.describe(batch)).isEqualTo(RowLogRemedy.LOCKED);
        assertThat(RowLogRemedy.isLocked(new SQLException("no such table", "42P01")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[SQLITE_ERROR] SQL error (no column value)|| look whether the table has the columns",
                "[SQLITE_CONSTRAINT_TRIGGER] value|| constraint or trigger of the table refuses a line",
                "[SQLITE_READONLY] value|| give its user the right to write",
                "[SQLITE_FULL] value|| make room",
                "value|23502| a column of your own that must not be null",
                "value|22001| is too short or of another type"
            })
    void aCodeIsASentenceWithItsRemedyAndWithoutAValue(String message, String state, String remedy) {
        assertThat(RowLogErrors.describe(new SQLException(message, state)))
                .contains(remedy, state == null ? "(SQLITE_" : "(SQL state " + state + ")")
                .doesNotContain("value");
    }
}
