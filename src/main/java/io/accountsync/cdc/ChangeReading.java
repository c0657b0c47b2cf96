package io.accountsync.cdc;

import io.accountsync.run.Failures;
import io.accountsync.run.stream.StreamException;
import java.time.Duration;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads until it is closed: what breaks off begins again after a pause that grows, from where the slot is. */
final class ChangeReading {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReading.class);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ChangeSource source;
    private final ReplicationSlot slot;
    private final ClassLoader libraries;
    private final Pauses pauses;
    private final ChangeReader.Taker taker;
    private final Runnable loss;
    private ChangeReader reader;

    /**
     * For one slot.
     *
     * @param loss what is done when changes were lost
     */
    ChangeReading(ChangeSource source, ClassLoader libraries, Pauses pauses, ChangeReader.Taker taker, Runnable loss) {
        this.source = source;
        this.slot = new ReplicationSlot(source);
        this.libraries = libraries;
        this.pauses = pauses;
        this.taker = taker;
        this.loss = loss;
        this.reader = ChangeReaders.ofPostgres(libraries);
    }

    void run() {
        Thread.currentThread().setContextClassLoader(libraries);
        try {
            for (int attempt = 1; !pauses.hasEnded(); attempt++) {
                long before = System.nanoTime();
                readOnce();
                attempt = System.nanoTime() - before > LONG.toNanos() ? 1 : attempt;
                pauses.afterFailure(attempt);
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: the reading of changes ends", source.slot());
        }
    }

    private void readOnce() {
        try {
            if (slot.prepare()) {
                loss.run();
            }
            begin().read(source.settings(), taker);
        } catch (Exception e) {
            failed(e);
        }
    }

    private synchronized ChangeReader begin() {
        if (!pauses.hasEnded()) {
            reader = ChangeReaders.ofPostgres(libraries);
        }
        return reader;
    }

    /** Says so; nothing is lost, since PostgreSQL keeps what was not taken. */
    void failed(Exception e) {
        if (!pauses.hasEnded()) {
            LOG.warn("Changes of the slot {} were not taken, and are tried again. {}", source.slot(), reason(e));
            LOG.debug("The failure", e);
        }
    }

    /** In words, without anything of a row: of what is not known to be so nothing is shown. */
    private static String reason(Exception e) {
        StreamException stream = ObjectHelper.getException(StreamException.class, e);
        if (stream != null) {
            return stream.getMessage();
        }
        return Failures.isExplained(e) ? Failures.describe(e) : "The reading of the database's log broke off.";
    }

    void close() {
        ChangeReader running;
        synchronized (this) {
            running = reader;
        }
        running.close();
    }
}
