package io.accountsync.source.events;

import io.accountsync.source.SourceVersion;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a change stands among those of its database.
 *
 * <p>A change of PostgreSQL counts by its own position in the log. Transactions come in the order of their commits, so that positions of
 * different rows are mixed; those of one row grow, since whoever changes it holds its lock until the commit. A row of a snapshot has the
 * position at which the snapshot was taken. It does not show a transaction that was under way then, whose changes may have smaller
 * positions and come later. So such rows have an origin of their own, and no change is ever older than one of them.
 */
final class EventPosition {
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
     * @return null where nothing is known of any order
     */
    SourceVersion of(Map<?, ?> source, boolean isSnapshot, StreamMessage message) {
        String database = source.get("name") + "/" + source.get("db");
        if (source.containsKey("lsn") && "postgresql".equals(source.get("connector"))) {
            Long position = whole(source.get("lsn"));
            Long transaction =
                    message.isOfSource() || settings.isOfSource(source.get("name")) ? whole(source.get("txId")) : null;
            return position == null ? null : logged(database, position, isSnapshot, transaction);
        }
        Long binlog = binlog(source);
        return binlog == null
                ? message.version(settings)
                : new SourceVersion(
                        settings.origin("binlog:" + source.get("name") + "/" + source.get("server_id")), binlog);
    }

    private SourceVersion logged(String database, long position, boolean isSnapshot, Long transaction) {
        String changes = settings.origin("lsn:" + database);
        return isSnapshot
                ? new SourceVersion(settings.origin("snapshot:" + database), position, changes)
                : new SourceVersion(changes, position, null, transaction);
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
