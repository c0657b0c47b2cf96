package io.accountsync.state;

import io.accountsync.mapping.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Changes for tests, and a run's way through a change set. */
final class Changes {
    private Changes() {}

    static Change read(String key, long cursor, long sequence) {
        return read(key, cursor, sequence, null);
    }

    static Change read(String key, long cursor, long sequence, String parent) {
        return change(key, cursor, sequence, parent, Change.Origin.READ);
    }

    static Change parked(String key) {
        return parked(key, null);
    }

    static Change parked(String key, String parent) {
        return change(key, 0, 0, parent, Change.Origin.RETRIED);
    }

    private static Change change(String key, long cursor, long sequence, String parent, Change.Origin origin) {
        byte[] payload = ("{\"row\":" + sequence + "}").getBytes(StandardCharsets.UTF_8);
        boolean isParked = origin == Change.Origin.RETRIED;
        Change.Rejection refusal = isParked ? new Change.Rejection("CODE", true) : null;
        return new Change(key, sequence, cursor, new byte[16], Payload.of(payload), parent, null, refusal, origin);
    }

    /** The records of every wave in the order of sending, waves apart, as a run that takes none of them out sees them. */
    static List<List<String>> waves(ChangeSet changes, int limit) {
        List<List<String>> waves = new ArrayList<>();
        for (Integer wave = changes.waveAfter(-1); wave != null; wave = changes.waveAfter(wave)) {
            waves.add(keysOf(wave(changes, wave, limit)));
        }
        return waves;
    }

    /** The records of one wave, page by page. */
    static List<Change> wave(ChangeSet changes, int wave, int limit) {
        List<Change> records = new ArrayList<>();
        List<Change> page = changes.page(wave, null, limit);
        while (!page.isEmpty()) {
            records.addAll(page);
            page = changes.page(wave, page.get(page.size() - 1), limit);
        }
        return records;
    }

    /** All records that are left. */
    static List<Change> all(ChangeSet changes) {
        List<Change> records = new ArrayList<>();
        for (Integer wave = changes.waveAfter(-1); wave != null; wave = changes.waveAfter(wave)) {
            records.addAll(wave(changes, wave, 100));
        }
        return records;
    }

    static List<String> keysOf(List<Change> changes) {
        return changes.stream().map(Change::key).toList();
    }
}
