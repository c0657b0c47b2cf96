package io.accountsync.run;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** How far a run is: its phase, how long each took, and how much it has to send. */
public final class Progress {
    private final EnumMap<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private Phase phase = Phase.BEGIN;
    private final long began = System.nanoTime();
    private long since = began;
    private volatile Long firstRow;
    private volatile long toSend;
    private final AtomicLong sentEarly = new AtomicLong();
    private final AtomicLong openEarly = new AtomicLong();
    private final AtomicLong leftToStreams = new AtomicLong();
    private final Set<String> leftOpen = new ConcurrentSkipListSet<>();

    /** Ends the phase so far and begins the next. */
    public synchronized void enter(Phase next) {
        long now = System.nanoTime();
        nanos.merge(phase, now - since, Long::sum);
        since = now;
        phase = next;
    }

    /** Notes that a row has come from the source. */
    public void sawRow() {
        if (firstRow == null) {
            noteFirstRow(System.nanoTime());
        }
    }

    private synchronized void noteFirstRow(long at) {
        if (firstRow == null) {
            firstRow = at;
        }
    }

    /** Milliseconds from the run's beginning to its first row; null before that. */
    synchronized Long firstRowMillis() {
        return firstRow == null ? null : (firstRow - began) / 1_000_000;
    }

    /** How many records the change set held when sending began. */
    public long toSend() {
        return toSend;
    }

    public void toSend(long records) {
        toSend = records;
    }

    /**
     * Notes records of calls that were made while rows were read still.
     *
     * @param open those that have no outcome by them, as where a call failed
     */
    public void sentEarly(long records, long open) {
        sentEarly.addAndGet(records);
        openEarly.addAndGet(open);
    }

    /** How many records went before every row was read. */
    public long sentEarly() {
        return sentEarly.get();
    }

    /** For how many of them no outcome was kept: their call failed, or the run stopped since too much was rejected. */
    public long openEarly() {
        return openEarly.get();
    }

    /** Notes a row that counts as a duplicate since a stream changed its record, and not since another row has its key. */
    public void leftToStream() {
        leftToStreams.incrementAndGet();
    }

    /** How many rows do so. */
    public long leftToStreams() {
        return leftToStreams.get();
    }

    /** How many records go in all, as far as that is known: those that went early, and those that are left. */
    public long inAll() {
        return toSend + sentEarly.get();
    }

    /** Notes that a call left open whether Salesforce carried it out, and in words why. */
    public void leftOpen(String why) {
        leftOpen.add(why);
    }

    /** Why it is not known of calls of this run whether they were carried out. */
    public List<String> leftOpen() {
        return List.copyOf(leftOpen);
    }

    public synchronized Phase phase() {
        return phase;
    }

    /** Milliseconds of each phase so far, by its name in lower case, in order. */
    synchronized Map<String, Long> millis() {
        enter(phase);
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((each, time) -> millis.put(each.name().toLowerCase(Locale.ROOT), time / 1_000_000));
        return millis;
    }
}
