package io.accountsync.run.rowlog;

import io.accountsync.config.LogContext;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Findings;
import io.accountsync.run.RecordLine;
import io.accountsync.run.RecordLog;
import io.accountsync.run.RunObserver;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.RowLogMarks;
import io.accountsync.state.SyncState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The row log of one run. Lines wait in memory, a bounded number, for a thread that writes them in batches; what it cannot write, a
 * later run brings in from the state, see {@link Healing}.
 */
public final class RowLog implements RecordLog {
    private static final Logger LOG = LoggerFactory.getLogger(RowLog.class);

    private static final int BATCH = 1000;

    /** A table that does not move for so long when the run has ended is not waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What does not find room is brought in from the state when the run ends. */
    private static final int MOST_WAITING = 50_000;

    private final RowLogPlace place;
    private final SyncState state;
    private final RunObserver observer;
    private final String sync;
    private final long runId;

    /** What the table may lack of runs before. */
    private final RowLogMarks.Missing missing;

    private final Clock clock;
    private final LinkedBlockingQueue<List<RecordLine>> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong left = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private volatile boolean ending;
    private volatile boolean abandoned;
    private volatile Exception failure;
    private Thread writer;

    private RowLog(
            RowLogPlace place,
            SyncState state,
            RunObserver observer,
            String sync,
            long runId,
            RowLogMarks.Missing missing,
            Clock clock) {
        this.place = place;
        this.state = state;
        this.observer = observer;
        this.sync = sync;
        this.runId = runId;
        this.missing = missing;
        this.clock = clock;
    }

    /** The log of a run that begins; call it within {@link SyncState#write}, before the run writes anything else. */
    public static RowLog begin(
            RowLogPlace place, SyncState state, RunObserver observer, String sync, long runId, Clock clock) {
        RowLogMarks.Missing missing = state.rowLog().begin(place.text(), runId);
        return new RowLog(place, state, observer, sync, runId, missing, clock);
    }

    @Override
    public void add(List<RecordLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (failure != null || waiting.get() + lines.size() > MOST_WAITING) {
            left.addAndGet(lines.size());
            return;
        }
        waiting.addAndGet(lines.size());
        long now = clock.millis();
        queue.add(lines.stream()
                .map(line -> line.at() == null ? line.at(now, runId) : line)
                .toList());
    }

    @Override
    public synchronized void sourceIsRead() {
        if (writer == null) {
            writer = new Thread(LogContext.carried(this::write), "row-log-" + sync);
            writer.setDaemon(true);
            writer.start();
        }
    }

    @Override
    public void end(Findings findings) {
        sourceIsRead();
        ending = true;
        waitForWriter();
        if (failure == null) {
            try {
                state.write(() -> state.rowLog().complete(place.text(), runId, missing));
            } catch (LeaseLostException e) {
                // The process that has the sync now found the note, and adds what is missing.
                return;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        Exception reason = failure;
        if (reason != null) {
            long lacking = waiting.get() + left.get();
            String sentence = Sentence.closed(
                            "The row log " + place + " could not be written: " + RowLogErrors.describe(reason))
                    + (lacking == 0
                            ? ""
                            : " " + Sentence.closed("It lacks the outcome of " + Quantity.of(lacking, "record")))
                    + " That does not change the run, and the state has every result: the next run that can write the table adds"
                    + " what it lacks.";
            LOG.warn("Sync {}: {}", sync, sentence);
            findings.note(sentence);
            observer.unlogged(sync, lacking);
        }
    }

    private void waitForWriter() {
        long before = -1;
        try {
            while (writer.isAlive()) {
                writer.join(PATIENCE.toMillis());
                if (writer.isAlive() && steps.get() == before) {
                    abandoned = true;
                    failure = new SQLException("there was no answer in time");
                    return;
                }
                before = steps.get();
            }
        } catch (InterruptedException e) {
            abandoned = true;
            failure = e;
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try (RowLogPlace.Opened opened = place.open(sync)) {
            RowLogTable table = opened.table();
            long from = table.open() ? 0 : missing.from();
            Healing healing = new Healing(state.rowLogPages(), table, lines -> write(table, lines));
            if (from < runId) {
                healing.heal(from, runId);
            }
            while (!ending || !queue.isEmpty()) {
                writeWaiting(table);
            }
            if (left.get() > 0) {
                healing.heal(runId, runId + 1);
                left.set(0);
            }
        } catch (Exception e) {
            LOG.debug("row log", e);
            failure = e;
        }
    }

    private void writeWaiting(RowLogTable table) throws SQLException, InterruptedException {
        List<RecordLine> first = queue.poll(20, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<RecordLine> batch = new ArrayList<>(first);
        while (batch.size() < BATCH && !queue.isEmpty()) {
            batch.addAll(queue.remove());
        }
        write(table, batch);
        waiting.addAndGet(-batch.size());
    }

    /** Once more where it fails, since a connection can be lost that the next one does not miss. */
    private void write(RowLogTable table, List<RecordLine> lines) throws SQLException {
        for (int i = 0; i < lines.size(); i += BATCH) {
            Collection<RecordLine> newest = newest(lines.subList(i, Math.min(lines.size(), i + BATCH)));
            if (abandoned) {
                throw new SQLException("there was no answer in time");
            }
            try {
                table.write(newest);
            } catch (SQLException e) {
                if (RowLogRemedy.isLocked(e)) {
                    throw e;
                }
                LOG.debug("row log, once more", e);
                table.write(newest);
            }
            steps.incrementAndGet();
        }
    }

    /** Of each key the last line. */
    private static Collection<RecordLine> newest(List<RecordLine> lines) {
        Map<String, RecordLine> byKey = new LinkedHashMap<>();
        lines.forEach(line -> byKey.put(LineValues.key(line.key()), line));
        return byKey.values();
    }
}
