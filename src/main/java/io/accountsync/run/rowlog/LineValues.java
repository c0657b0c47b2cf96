package io.accountsync.run.rowlog;

import io.accountsync.run.RecordLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The values of a line as the columns of the table hold them: no longer than they are, and with no letter that a database refuses. */
final class LineValues {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    private final String sync;
    private boolean timesAreTexts;

    LineValues(String sync) {
        this.sync = cut(sync, RowLogColumn.SYNC_NAME);
    }

    void timesAreTexts(boolean yes) {
        timesAreTexts = yes;
    }

    /** The sync's name as the table has it. */
    String sync() {
        return sync;
    }

    /** Sets the parameters that are these columns, in that order. */
    void set(PreparedStatement statement, List<RowLogColumn> columns, RecordLine line) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            RowLogColumn column = columns.get(i);
            if (column == RowLogColumn.OUTCOME_AT) {
                setTime(statement, i + 1, line.at());
            } else if (column == RowLogColumn.RUN_ID) {
                setNumber(statement, i + 1, line.runId());
            } else {
                statement.setString(i + 1, text(column, line));
            }
        }
    }

    private static void setNumber(PreparedStatement statement, int parameter, Long value) throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, value);
        }
    }

    private void setTime(PreparedStatement statement, int parameter, long at) throws SQLException {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC);
        if (timesAreTexts) {
            statement.setString(parameter, TEXT.format(time));
        } else {
            statement.setObject(parameter, time);
        }
    }

    private String text(RowLogColumn column, RecordLine line) {
        return switch (column) {
            case SYNC_NAME -> sync;
            case RECORD_KEY -> key(line.key());
            case OUTCOME -> line.outcome();
            case OPERATION -> line.operation();
            case SALESFORCE_ID -> line.salesforceId();
            case FINGERPRINT -> line.fingerprint();
            case ERROR_CODE -> cut(line.code(), column);
            case ERROR_MESSAGE -> cut(line.message(), column);
            case RUN_ID, OUTCOME_AT -> throw new IllegalArgumentException(column + " is not a text");
        };
    }

    /** A key as the table has it. One that is too long for any External ID, of an invalid row, ends in a hash of the whole. */
    static String key(String key) {
        String storable = storable(key);
        int most = RowLogColumn.RECORD_KEY.length();
        if (storable.length() <= most) {
            return storable;
        }
        String hash = hash(key);
        return storable(key.substring(0, most - hash.length() - 1)) + "…" + hash;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String cut(String text, RowLogColumn column) {
        if (text == null) {
            return null;
        }
        // Some databases count what Java does: two for a letter outside of the basic plane.
        return text.length() <= column.length()
                ? storable(text)
                : storable(text.substring(0, column.length() - 1)) + "…";
    }

    /** Without U+0000, which PostgreSQL cannot store, and halves of letters, which are no text. */
    private static String storable(String text) {
        if (text.chars().noneMatch(letter -> letter == 0 || Character.isSurrogate((char) letter))) {
            return text;
        }
        return new String(text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
