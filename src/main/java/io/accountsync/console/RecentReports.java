package io.accountsync.console;

import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The reports of the last runs of this process, which say more than the state keeps. Safe for several threads. */
final class RecentReports implements RunObserver {
    private static final int MOST = 30;

    private final Map<Long, RunReport> reports = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RunReport> eldest) {
            return size() > MOST;
        }
    };

    private final AtomicLong ended = new AtomicLong();

    /** How many runs ended in this process, or could not begin. */
    long ended() {
        return ended.get();
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        if (report.runId() != null) {
            synchronized (reports) {
                reports.put(report.runId(), report);
            }
        }
        ended.incrementAndGet();
    }

    Optional<RunReport> find(long runId) {
        synchronized (reports) {
            return Optional.ofNullable(reports.get(runId));
        }
    }
}
