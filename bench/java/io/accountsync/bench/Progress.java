package io.accountsync.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What processes used until an org had all records.
 *
 * @param cpuMillis of all of them together
 * @param peakRssMegabytes of the largest one
 */
record Progress(long cpuMillis, long peakRssMegabytes) {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    /** Waits until so many records were saved; throws when none is for three minutes, or a process of them ends before. */
    static Progress follow(WatchedOrg org, long records, List<SyncProcess> processes)
            throws IOException, InterruptedException {
        long cpu = 0;
        long rss = 0;
        long before = -1;
        long progressed = System.nanoTime();
        while (org.saved() < records) {
            if (org.saved() != before) {
                before = org.saved();
                progressed = System.nanoTime();
            } else if (System.nanoTime() - progressed > LONGEST_SILENCE.toNanos()) {
                throw new IOException(before + " of " + records + " records, and no further one: "
                        + processes.get(0).said());
            }
            for (SyncProcess process : processes) {
                if (org.saved() < records) {
                    process.requireAlive();
                }
            }
            cpu = Math.max(
                    cpu, processes.stream().mapToLong(SyncProcess::cpuMillis).sum());
            rss = Math.max(
                    rss,
                    processes.stream()
                            .mapToLong(SyncProcess::peakRssMegabytes)
                            .max()
                            .orElse(0));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new Progress(cpu, rss);
    }
}
