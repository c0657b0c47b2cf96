package io.accountsync.state;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Undoes each transaction of {@link SyncState#write} once, when all of it is written, as a server does that two transactions wait in:
 * its work is done a second time.
 */
public final class Undoing implements Consumer<String> {
    private final AtomicLong undone = new AtomicLong();
    private final Set<Thread> again = ConcurrentHashMap.newKeySet();

    private Undoing() {}

    /** Undoes the transactions of this process from now on. */
    public static Undoing of(StateDatabase database) {
        Undoing undoing = new Undoing();
        Transactions.watch(database, undoing);
        return undoing;
    }

    @Override
    public void accept(String point) {
        if (point.equals(Transactions.COMMIT) && isDoneAgain() && again.add(Thread.currentThread())) {
            undone.incrementAndGet();
            throw new UncategorizedSQLException("commit", null, new SQLException("undone for others", "40001"));
        }
        if (point.equals(Transactions.COMMIT)) {
            again.remove(Thread.currentThread());
        }
    }

    private static boolean isDoneAgain() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("atomicallyOrAgain")));
    }

    /** How many it has undone. */
    public long undone() {
        return undone.get();
    }

    /** How many rows each table of a state has. */
    public static Map<String, Long> rows(StateDatabase database) {
        Map<String, Long> rows = new TreeMap<>();
        database.with(db -> db.queryForList(
                        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
                        String.class))
                .forEach(table -> rows.put(
                        table, database.with(db -> db.queryForObject("select count(*) from " + table, Long.class))));
        return rows;
    }
}
