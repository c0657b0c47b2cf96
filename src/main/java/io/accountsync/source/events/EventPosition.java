package io.accountsync.source.events;

import io.accountsync.source.SourceVersion;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a change stands among those of its database.
 *
 * <p>PostgreSQL hands over transactions in the order of their commits, while the positions of their changes in its log are mixed: a
 * row that a snapshot read may have a greater position than a change that was committed after it. So a change counts by the last commit
 * before its transaction, the first half of Debezium's {@code sequence}: changes of one transaction have the same, and come in their order.
 */
final class EventPosition {
    private static final Pattern COMMIT = Pattern.compile("\\[\\s*\"(\\d{1,19})\"\\s*,.*");
    private static final Pattern BINLOG = Pattern.compile(".*\\.(\\d{1,9})");
    private static final int BITS_OF_POSITION = 34;

    private final EventSettings settings;

    EventPosition(EventSettings settings) {
        this.settings = settings;
    }

    /**
     * The version of a change.
     *
     * @param source of the change, as Debezium tells it
     * @param isSnapshot whether it is a row that was read, and not a change
     * @param message that brought it, whose offset counts where the database's order is not known
     * @return null where nothing is known of any order, as of the first transaction after a snapshot
     */
    SourceVersion of(Map<?, ?> source, boolean isSnapshot, StreamMessage message) {
        String database = source.get("name") + "/" + source.get("db");
        if (source.containsKey("lsn") && "postgresql".equals(source.get("connector"))) {
            Long commit = commit(source);
            Long position = commit == null && isSnapshot ? whole(source.get("lsn")) : commit;
            return position == null ? null : new SourceVersion(settings.origin("lsn:" + database), position);
        }
        Long binlog = binlog(source);
        return binlog == null
                ? message.version(settings)
                : new SourceVersion(
                        settings.origin("binlog:" + source.get("name") + "/" + source.get("server_id")), binlog);
    }

    private static Long commit(Map<?, ?> source) {
        Matcher commit = COMMIT.matcher(String.valueOf(source.get("sequence")));
        return commit.matches() ? whole(commit.group(1)) : null;
    }

    /** Of MySQL and MariaDB: files are numbered, and none is as long as the bits of a position say. */
    private static Long binlog(Map<?, ?> source) {
        Matcher file = BINLOG.matcher(String.valueOf(source.get("file")));
        Long position = whole(source.get("pos"));
        return file.matches() && position != null && position >>> BITS_OF_POSITION == 0
                ? (Long.parseLong(file.group(1)) << BITS_OF_POSITION) + position
                : null;
    }

    private static Long whole(Object value) {
        try {
            return value == null ? null : Long.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
