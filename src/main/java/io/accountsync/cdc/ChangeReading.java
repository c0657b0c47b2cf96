package io.accountsync.cdc;

import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import io.accountsync.run.Failures;
import io.accountsync.run.stream.StreamException;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.QueryError;
import io.accountsync.source.events.EventRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.util.ObjectHelper;
import org.postgresql.util.PSQLState;
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
    private final Loss loss;
    private final ChangeTrouble trouble;
    private final Set<String> doubted = new HashSet<>();
    private final PublicationHistory history;
    private final ReentrantLock handing = new ReentrantLock();
    private ChangeReader reader;
    private volatile boolean waits;
    private boolean isSlotOlder;

    /** What is done when changes were lost; returns when somebody has taken note. */
    @FunctionalInterface
    interface Loss {
        void report(MalformedRow lost) throws InterruptedException;
    }

    /** For one slot. */
    ChangeReading(
            ChangeSource source,
            ClassLoader libraries,
            PublicationHistory history,
            Pauses pauses,
            ChangeReader.Taker taker,
            Loss loss,
            ChangeTrouble trouble) {
        this.source = source;
        this.history = history;
        this.slot = new ReplicationSlot(source);
        this.libraries = libraries;
        this.pauses = pauses;
        this.taker = taker;
        this.loss = loss;
        this.trouble = trouble;
        this.reader = ChangeReaders.ofPostgres(libraries);
    }

    void run() {
        Thread.currentThread().setContextClassLoader(libraries);
        try {
            for (int attempt = 1; !pauses.hasEnded(); attempt++) {
                long before = System.nanoTime();
                readOnce();
                if (System.nanoTime() - before > LONG.toNanos()) {
                    attempt = 1;
                    waits = false;
                }
                pauses.afterFailure(attempt);
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: the reading of changes ends", source.slot());
        }
    }

    private void readOnce() {
        try {
            slot.requireOurs();
            // Before anything is put right: a process that ends in between finds the same.
            reportGaps();
            if (slot.hasLost()) {
                loss.report(LostChanges.ofSlot(source.slot()));
            }
            PublicationState made = slot.prepare(isSlotOlder);
            history.made(made);
            isSlotOlder = false;
            sayDoubts(made);
            begin().read(source.settings(), this::take);
        } catch (Exception e) {
            // Whoever has the slot finds out by itself, and may have made it anew.
            isSlotOlder = !isInUse(e) && (isSlotOlder || isOlderThanPublication(e));
            failed(e);
            if (!isInUse(e) && !pauses.hasEnded()) {
                trouble.readingFailed(reason(e));
            }
        }
    }

    /** The route did not take what came. */
    void routeFailed(Exception e) {
        failed(e);
        if (ObjectHelper.getException(StreamException.class, e) == null && !pauses.hasEnded()) {
            trouble.routeFailed(reason(e));
        }
    }

    /** Until nothing was changed while somebody took note. */
    private void reportGaps() throws SQLException, InterruptedException {
        boolean isToReport = isSlotOlder;
        for (PublicationState now = slot.publication(); isToReport || history.hasGap(now); now = slot.publication()) {
            loss.report(LostChanges.ofPublication(source.slot()));
            history.reported(now);
            isToReport = false;
        }
    }

    private void take(List<EventRecord> changes) throws InterruptedException {
        handing.lockInterruptibly();
        try {
            taker.take(changes);
        } finally {
            handing.unlock();
        }
    }

    /** Begins again with a look at publication and slot; not while the route has changes, which it would interrupt. */
    void again() {
        if (handing.tryLock()) {
            try {
                close();
            } finally {
                handing.unlock();
            }
        }
    }

    private void sayDoubts(PublicationState publication) {
        publication.objections().stream()
                .filter(doubted::add)
                .forEach(doubt -> LOG.warn("Slot {}: {}", source.slot(), Sentence.closed(doubt)));
    }

    private synchronized ChangeReader begin() {
        if (!pauses.hasEnded()) {
            reader = ChangeReaders.ofPostgres(libraries);
        }
        return reader;
    }

    /** Says so; nothing is lost, since PostgreSQL keeps what was not taken. A slot that another process has is nothing wrong. */
    void failed(Exception e) {
        if (isInUse(e)) {
            if (!waits && !pauses.hasEnded()) {
                LOG.info(
                        "Changes of the slot {} are taken by another process: this one waits until the slot is free",
                        source.slot());
            }
            waits = true;
        } else if (!pauses.hasEnded()) {
            waits = false;
            LOG.warn("Changes of the slot {} were not taken, and are tried again. {}", source.slot(), reason(e));
            LOG.debug("The failure", e);
        }
    }

    /** PostgreSQL looks the publication up as it was when the change was made, and found none. Further lines name the slot each time. */
    private boolean isOlderThanPublication(Exception e) {
        SQLException sql = ObjectHelper.getException(SQLException.class, e);
        return sql != null
                && PSQLState.UNDEFINED_OBJECT.getState().equals(sql.getSQLState())
                && String.valueOf(sql.getMessage()).lines().limit(1).anyMatch(line -> line.contains(source.slot()));
    }

    private static boolean isInUse(Exception e) {
        SQLException sql = ObjectHelper.getException(SQLException.class, e);
        return sql != null && PSQLState.OBJECT_IN_USE.getState().equals(sql.getSQLState());
    }

    /** In words, without anything of a row: of what is not known to be so nothing is shown. */
    private static String reason(Exception e) {
        StreamException stream = ObjectHelper.getException(StreamException.class, e);
        if (stream != null) {
            return stream.getMessage();
        }
        SQLException sql = ObjectHelper.getException(SQLException.class, e);
        if (sql != null && LostDatabase.reason(sql).isEmpty()) {
            return Sentence.closed("The source database refused it: " + QueryError.text(sql));
        }
        return Failures.isExplained(e)
                ? Failures.describe(e).replace(" Nothing was sent.", "")
                : "The reading of the database's log broke off.";
    }

    void close() {
        ChangeReader running;
        synchronized (this) {
            running = reader;
        }
        running.close();
    }
}
