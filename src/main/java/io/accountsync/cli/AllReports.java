package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.config.Quantity;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the runs of several syncs went, as one.
 *
 * @param reports one of each sync, in the order in which they ended
 */
record AllReports(List<RunReport> reports) {
    /** The worst first: what broke, what a person must fix, what stopped by itself, what is not whole. */
    private static final List<RunStatus> WORST_FIRST =
            List.of(RunStatus.FAILED, RunStatus.STOPPED, RunStatus.PARTIAL, RunStatus.SUCCEEDED);

    /** From here on a signal is why a process ended. */
    private static final int SIGNALS = 128;

    /** As JSON has it. */
    private record Json(RunStatus status, int exitCode, List<Object> syncs) {}

    RunStatus status() {
        return worst().status();
    }

    /** That of a run that was interrupted, else that of the worst. */
    int exitCode() {
        return worst().exitCode();
    }

    private RunReport worst() {
        return reports.stream()
                .min(Comparator.comparing((RunReport report) -> report.exitCode() < SIGNALS)
                        .thenComparing(report -> WORST_FIRST.indexOf(report.status())))
                .orElseThrow();
    }

    /** A line about all of them. */
    String text() {
        Map<RunStatus, Long> counts =
                reports.stream().collect(Collectors.groupingBy(RunReport::status, TreeMap::new, Collectors.counting()));
        return status() + "  " + Quantity.of(reports.size(), "sync") + ": "
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", "));
    }

    String toJson() {
        return JsonText.of(new Json(
                status(), exitCode(), reports.stream().map(RunReport::json).toList()));
    }
}
