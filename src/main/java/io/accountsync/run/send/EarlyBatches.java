package io.accountsync.run.send;

import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.state.Change;
import io.accountsync.state.EarlyRows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Full batches of what has been read while other rows are read still: changes of records that Salesforce confirmed before, and new ones
 * where no guard counts them, see {@link EarlyCreates}. What was rejected, is in doubt or was lost has its say later, and waits until
 * everything was compared. Safe for several threads.
 */
public final class EarlyBatches implements EarlyRows.Taker {
    /** So many changes wait in memory at most; what comes meanwhile goes when everything was compared. */
    private static final int MOST_WAITING = 2000;

    private final Sending sending;
    private final Run run;
    private final EarlyRows rows;
    private final Runnable whenAdded;
    private final int size;
    private final EarlyCreates creates;
    private final Deque<Change> known = new ArrayDeque<>();
    private final Deque<Change> unknown = new ArrayDeque<>();
    private long left;

    /** @param whenAdded is called when there may be a batch */
    public EarlyBatches(Sending sending, Runnable whenAdded) {
        this.sending = sending;
        this.run = sending.run();
        this.rows = sending.changes().early();
        this.whenAdded = whenAdded;
        this.size = run.settings().batchSize();
        this.creates = new EarlyCreates(sending);
        // So many by collections cost no more calls than a Bulk job does; of the rest the usual choice is made.
        this.left = mayGoByBulk() ? run.settings().bulk().threshold() : Long.MAX_VALUE;
    }

    private boolean mayGoByBulk() {
        return !run.settings().bulk().demands(ApiPath.COLLECTIONS)
                && run.settings().unknownToBulk().isEmpty();
    }

    @Override
    public void added(List<Change> changes) {
        Map<Boolean, List<Change>> ready = changes.stream()
                .filter(this::isReady)
                .collect(Collectors.partitioningBy(change -> change.salesforceId() != null));
        // The thread that reads asks the org, and holds nothing that those which send wait for.
        List<Change> uncounted = creates.of(ready.get(false));
        synchronized (this) {
            add(known, ready.get(true));
            add(unknown, uncounted);
        }
        whenAdded.run();
    }

    private static void add(Deque<Change> waiting, List<Change> changes) {
        changes.stream().limit(Math.max(0, MOST_WAITING - waiting.size())).forEach(waiting::add);
    }

    /** Whether nothing else has a say in it. */
    private boolean isReady(Change change) {
        return change.rejection() == null
                && change.parentKey() == null
                && !sending.reading().wasFoundLost(change.key());
    }

    @Override
    public RuntimeException twice(String key) {
        return new RunStoppedException("The key " + key
                + " came twice among the rows, though sync.unique-keys=true says that none does, and the record was sent already"
                + " (sync.eager). Set sync.unique-keys and sync.eager to false: the next run sends the newest row");
    }

    /** The next batch; empty where there are too few records for one, or nothing more is to be sent early. */
    public synchronized Optional<Batch> next() {
        return next(known).or(() -> next(unknown));
    }

    /** Those of one kind go by one operation. */
    private Optional<Batch> next(Deque<Change> waiting) {
        if (run.isStopping() || left < size) {
            return Optional.empty();
        }
        List<Change> taken = new ArrayList<>();
        while (taken.size() < size && waiting.size() >= size - taken.size()) {
            List<Change> some = new ArrayList<>();
            while (some.size() < size - taken.size()) {
                some.add(waiting.remove());
            }
            taken.addAll(rows.take(withoutDoubts(some)));
        }
        if (taken.size() < size) {
            rows.giveBack(taken);
            return Optional.empty();
        }
        left -= size;
        return Optional.of(new Batch(sending, sending.operation(taken.get(0)), taken));
    }

    private List<Change> withoutDoubts(List<Change> changes) {
        Set<String> doubtful = run.state()
                .doubts()
                .among(changes.stream().map(Change::key).toList())
                .keySet();
        return changes.stream()
                .filter(change -> !doubtful.contains(change.key()))
                .toList();
    }

    /** Nothing more is taken. */
    public synchronized void end() {
        left = 0;
        known.clear();
        unknown.clear();
    }

    /** A batch has ended: what has no outcome goes when everything was compared. */
    public void over(Batch batch) {
        int open = rows.giveBack(batch.records());
        if (batch.sent() > 0) {
            run.progress().sentEarly(batch.sent(), open);
        }
    }
}
