package io.accountsync.state;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the records of a state that a run did not come by, in memory that does not grow with their number: by their hashes
 * first, and then by going through the state's keys once for every half a million of them.
 */
public final class UnseenKeys {
    private static final int PAGE = 1000;
    private static final int MOST_IN_MEMORY = 1 << 19;

    private final SyncedRecords records;
    private final SeenKeys seen;
    private final SeenKeys known;
    private final int mostInMemory;

    private UnseenKeys(SyncedRecords records, SeenKeys seen, SeenKeys known, int mostInMemory) {
        this.records = records;
        this.seen = seen;
        this.known = known;
        this.mostInMemory = mostInMemory;
    }

    /**
     * Hands over the keys of the records that were not seen, a page at a time, in no order.
     *
     * @param directory where a file may lie meanwhile
     */
    public static void forEach(
            SyncedRecords records,
            SeenKeys seen,
            Path directory,
            String sync,
            long runId,
            Predicate<List<String>> wantsMore) {
        try (SeenKeys known = new SeenKeys(directory, sync, runId)) {
            forEach(records, seen, known, MOST_IN_MEMORY, wantsMore);
        }
    }

    static void forEach(
            SyncedRecords records, SeenKeys seen, SeenKeys known, int mostInMemory, Predicate<List<String>> wantsMore) {
        new UnseenKeys(records, seen, known, mostInMemory).find(wantsMore);
    }

    private void find(Predicate<List<String>> wantsMore) {
        forEachKnown(page -> {
            page.forEach(known::add);
            return true;
        });
        long[] unseen = new long[mostInMemory];
        int size = 0;
        try (KeyHashes all = known.hashes();
                KeyHashes there = seen.hashes()) {
            boolean hasThere = there.hasNext();
            long at = hasThere ? there.nextLong() : 0;
            while (all.hasNext()) {
                long hash = all.nextLong();
                while (hasThere && at < hash) {
                    hasThere = there.hasNext();
                    at = hasThere ? there.nextLong() : 0;
                }
                if (hasThere && at == hash) {
                    continue;
                }
                unseen[size++] = hash;
                if (size == mostInMemory) {
                    if (!hand(unseen, size, wantsMore)) {
                        return;
                    }
                    size = 0;
                }
            }
        }
        hand(unseen, size, wantsMore);
    }

    /** Whether more is wanted. */
    private boolean hand(long[] hashes, int size, Predicate<List<String>> wantsMore) {
        return size == 0
                || forEachKnown(page -> {
                    List<String> unseen = page.stream()
                            .filter(key -> Arrays.binarySearch(hashes, 0, size, SeenKeys.hash(key)) >= 0)
                            .toList();
                    return unseen.isEmpty() || wantsMore.test(unseen);
                });
    }

    private boolean forEachKnown(Predicate<List<String>> use) {
        List<String> page = records.keys("", PAGE);
        while (!page.isEmpty()) {
            if (!use.test(page)) {
                return false;
            }
            page = records.keys(page.get(page.size() - 1), PAGE);
        }
        return true;
    }
}
