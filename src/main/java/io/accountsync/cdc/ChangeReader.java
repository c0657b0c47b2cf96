package io.accountsync.cdc;

import io.accountsync.source.events.EventRecord;
import java.util.List;
import java.util.Properties;

/** Reads the log of a database. Hands over changes in their order, and tells the database what it need not keep any more. */
public interface ChangeReader extends AutoCloseable {
    /** Takes changes; what it has taken is told to the database once it returned, and comes again where it did not. */
    @FunctionalInterface
    interface Taker {
        void take(List<EventRecord> changes) throws InterruptedException;
    }

    /**
     * Reads until it is closed.
     *
     * @param settings as Debezium names them
     * @throws Exception when the reading broke off
     */
    void read(Properties settings, Taker taker) throws Exception;

    @Override
    void close();
}
