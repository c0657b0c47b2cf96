package io.accountsync.run.compare;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.state.SeenKeys;
import io.accountsync.state.StreamedRecords;
import io.accountsync.state.UnseenKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Records that the state knows and that are not among the rows of a run which reads all of them: how many, how many of them
 * for the first time, and which. Nothing happens to them in Salesforce; but when they are many, it is the source that is not
 * whole. Used by one thread.
 */
public final class MissingRows implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final int NAMED = 10;

    private final Run run;
    private final SeenKeys seen;
    private final SeenKeys back;
    private final SeenKeys others;
    private final boolean anyKnown;
    private final boolean anyMissing;
    private long withoutKey;
    private Numbers numbers;

    /**
     * What came of the reading.
     *
     * @param known records whose rows are expected: those of the state, without the ones that were missing before
     * @param missing records without row
     * @param fresh those of them that were not missing before
     */
    public record Numbers(long known, long missing, long fresh) {
        /** Whether they are more than these settings let pass. */
        public boolean areTooMany(SyncSettings settings, long rows) {
            if (fresh == 0 || settings.maxMissing() == 100) {
                return false;
            }
            return rows == 0 || known >= settings.maxMissingAfter() && fresh * 100 > known * settings.maxMissing();
        }
    }

    MissingRows(Run run) {
        this.run = run;
        this.seen = new SeenKeys(run.settings().directory(), run.name(), run.id());
        this.back = new SeenKeys(run.settings().directory(), run.name(), run.id());
        this.others = new SeenKeys(run.settings().directory(), run.name(), run.id());
        this.anyKnown = !run.state().records().isEmpty();
        this.anyMissing = run.state().missing().count() > 0;
    }

    /** Takes keys of rows that the state knows. */
    void see(Collection<String> keys) {
        keys.forEach(seen::add);
        if (anyMissing) {
            run.state().missing().among(keys).forEach(back::add);
        }
    }

    /** Takes keys of rows that the state does not know yet: once they are sent it does, and they are not missing. */
    void seeNew(Collection<String> keys) {
        if (anyKnown) {
            keys.forEach(others::add);
        }
    }

    /** Takes a row whose key nobody can read: it may be of any record. */
    void seeWithoutKey() {
        withoutKey++;
    }

    /** Ends the reading. A row without key stands for one record that is there. */
    void count() {
        seeThoseOfStreams();
        long known = run.state().records().count();
        long before = run.state().missing().count();
        long countedBefore = run.state().missing().countedBefore();
        long missing = Math.max(0, known - seen.count() - withoutKey);
        long fresh = Math.max(0, missing - Math.max(0, before - back.count()) - countedBefore);
        numbers = new Numbers(Math.max(fresh, known - before - countedBefore), missing, fresh);
        run.counts().add(Count.MISSING, missing);
        if (missing > 0) {
            seen.addAll(others);
        }
    }

    /** What a stream brought while the run read has a row, whether the source had it when it was asked or not. */
    private void seeThoseOfStreams() {
        if (run.state().lease().isSession() || !run.state().sessions().wereThere()) {
            return;
        }
        StreamedRecords streamed = run.state().sessions().records();
        List<String> page = streamed.confirmedSince(run.begunAt(), run.id(), "", PAGE);
        while (!page.isEmpty()) {
            see(page);
            page = streamed.confirmedSince(run.begunAt(), run.id(), page.get(page.size() - 1), PAGE);
        }
    }

    /** All of them 0 until every row was read. */
    public Numbers numbers() {
        return numbers == null ? new Numbers(0, 0, 0) : numbers;
    }

    /** Whether each record that is not among them has a row; where rows have no key nobody knows of which records they are. */
    public boolean areAllKnown() {
        return numbers != null && withoutKey == 0;
    }

    /** Hands over the keys of all of them, a page at a time, in no order. */
    public void forEach(Consumer<List<String>> use) {
        if (numbers().missing() > 0) {
            forEachUnseen(page -> {
                use.accept(page);
                return true;
            });
        }
    }

    /** Some keys of those that were not missing before. */
    public List<String> someFresh(int most) {
        List<String> some = new ArrayList<>();
        if (numbers().fresh() > 0) {
            forEachUnseen(page -> {
                some.addAll(withoutThoseOfBefore(page));
                return some.size() < most;
            });
        }
        return some.subList(0, Math.min(most, some.size()));
    }

    /** Keeps them in the state, so that each counts as fresh once, and reports which they are. */
    public void keep() {
        if (numbers == null || numbers.missing() == 0) {
            return;
        }
        List<String> some = new ArrayList<>();
        List<String> page = new ArrayList<>();
        long[] listed = new long[1];
        forEachUnseen(keys -> {
            if (numbers.fresh() > 0) {
                List<String> fresh = withoutThoseOfBefore(keys);
                listed[0] += fresh.size();
                fresh.stream().limit(NAMED - some.size()).forEach(some::add);
            }
            page.addAll(keys);
            if (page.size() >= PAGE) {
                add(page);
            }
            return true;
        });
        add(page);
        if (!some.isEmpty()) {
            note(some, listed[0]);
        }
    }

    /**
     * Number and names are of the same records: those that were deleted meanwhile are missing no longer, and where rows without key
     * stand for some, nobody knows for which.
     */
    private void note(List<String> some, long listed) {
        run.findings()
                .note(Sentence.closed(String.format(
                        Locale.ROOT,
                        "%s missing for the first time%s: %s%s",
                        Quantity.of(Math.min(numbers.fresh(), listed), "record is", "records are"),
                        listed > numbers.fresh() ? String.format(Locale.ROOT, ", of these %,d", listed) : "",
                        String.join(", ", some),
                        listed > some.size() ? " and others" : "")));
    }

    /** Ends that. Call it within {@link io.accountsync.state.SyncState#write}. */
    public void forgetThoseThatAreBack() {
        if (numbers != null) {
            run.state().missing().removeOthers(run.id());
            run.state().missing().forgetCountedBefore();
        }
    }

    private void add(List<String> page) {
        if (!page.isEmpty()) {
            run.state().write(() -> run.state().missing().add(page, run.id()));
            page.clear();
        }
    }

    private List<String> withoutThoseOfBefore(List<String> keys) {
        Set<String> before = run.state().missing().among(keys);
        return keys.stream().filter(key -> !before.contains(key)).toList();
    }

    private void forEachUnseen(Predicate<List<String>> wantsMore) {
        UnseenKeys.forEach(run.state().records(), seen, run.settings().directory(), run.name(), run.id(), wantsMore);
    }

    @Override
    public void close() {
        try (seen;
                others) {
            back.close();
        }
    }
}
