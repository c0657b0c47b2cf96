package io.accountsync.run;

import io.accountsync.config.JsonText;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How a run went. Never says anything that Salesforce did not confirm.
 *
 * @param runId null when the run could not even begin
 * @param exitCode of the command that ran it
 * @param org null when the org was not reached
 * @param readsAll why every row was read, or null when only rows since the cursor were
 * @param readToEnd whether the source was read to its end; not when it broke off, when the run was stopped meanwhile, or before
 * @param firstRowMillis from the beginning to the first row read; null when there was none
 * @param phases milliseconds of each phase by its name, in order
 * @param counts by name, in order; every row read is in exactly one outcome
 * @param findings rows that did not pass, by kind and code
 * @param doubts records that a call without an answer may still overwrite; null for none, or when the state could not be asked
 * @param open what of the sync has not passed, of this run or an earlier one
 * @param path how records were sent; null when there was nothing to send
 * @param message why it failed or stopped, or null
 */
public record RunReport(
        String sync,
        Long runId,
        RunStatus status,
        int exitCode,
        String mode,
        OrgIdentity org,
        String readsAll,
        boolean readToEnd,
        Instant startedAt,
        Instant endedAt,
        Long firstRowMillis,
        Map<String, Long> phases,
        Map<String, Long> counts,
        List<Finding> findings,
        List<String> notes,
        DoubtfulRecords.Summary doubts,
        OpenRecords open,
        SendingPath path,
        String message) {

    /**
     * Rows or records that did not pass for one reason.
     *
     * @param kind {@code invalid} (could not be read or mapped), {@code rejected} (by Salesforce), {@code duplicate}, or
     *     {@code deletion} (that did not come about)
     * @param samples keys or places of the first few
     * @param externalIds of rejected records the same keys as the source has them, null for one that nobody knows; else the
     *     samples
     */
    public record Finding(String kind, String code, long count, List<String> samples, List<String> externalIds) {
        /** One whose samples have no other spelling. */
        public Finding(String kind, String code, long count, List<String> samples) {
            this(kind, code, count, samples, samples);
        }

        /** The samples for people. */
        public List<String> shown() {
            return IntStream.range(0, samples.size())
                    .mapToObj(i -> new WrittenKey(samples.get(i), externalIds.get(i)).text())
                    .toList();
        }
    }

    public static RunReport of(
            Run run,
            OrgIdentity org,
            String readsAll,
            boolean readToEnd,
            SendingPath path,
            DoubtfulRecords.Summary doubts,
            OpenRecords open,
            Instant endedAt) {
        RunStatus status = status(run, open);
        Throwable failure = run.failure().orElse(null);
        String message =
                failure != null ? Failures.describe(failure) : run.stopReason().orElse(null);
        if (message != null) {
            message = NotSent.corrected(run, message);
        }
        return new RunReport(
                run.name(),
                run.id(),
                status,
                failure != null && Failures.isConfiguration(failure) ? 2 : status.exitCode(),
                run.mode().word(),
                org,
                readsAll,
                readToEnd,
                run.startedAt(),
                endedAt,
                run.progress().firstRowMillis(),
                run.progress().millis(),
                run.counts().byColumn(),
                run.findings().all(),
                run.findings().notes(),
                doubts,
                open,
                path,
                message);
    }

    /** The report of a run that could not begin. */
    public static RunReport ofNothing(String sync, RunMode mode, Instant at, Throwable error) {
        RunStatus status = Failures.isStop(error) ? RunStatus.STOPPED : RunStatus.FAILED;
        return notBegun(
                sync,
                mode == null ? RunMode.INCREMENTAL.word() : mode.word(),
                at,
                status,
                Failures.isConfiguration(error) ? 2 : status.exitCode(),
                Failures.describe(error));
    }

    /**
     * The report of a run that nobody came to begin.
     *
     * @param sync null where that is not known
     * @param message why; null where nobody said
     */
    public static RunReport notBegun(String sync, Instant at, RunStatus status, int exitCode, String message) {
        return notBegun(sync, null, at, status, exitCode, message);
    }

    private static RunReport notBegun(
            String sync, String mode, Instant at, RunStatus status, int exitCode, String message) {
        return new RunReport(
                sync,
                null,
                status,
                exitCode,
                mode,
                null,
                null,
                false,
                at,
                at,
                null,
                Map.of(),
                new Counts().byColumn(),
                List.of(),
                List.of(),
                null,
                OpenRecords.NONE,
                null,
                message);
    }

    /** The number of a name in {@link Count}. */
    public long count(Count count) {
        return counts.get(count.column());
    }

    /** The same report of a run that ended with another exit code, as when the process was interrupted. */
    public RunReport withExitCode(int code) {
        return new RunReport(
                sync,
                runId,
                status,
                code,
                mode,
                org,
                readsAll,
                readToEnd,
                startedAt,
                endedAt,
                firstRowMillis,
                phases,
                counts,
                findings,
                notes,
                doubts,
                open,
                path,
                message);
    }

    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }

    /** The report as a JSON object; names are those of the state's {@code sync_run} table. */
    public String toJson() {
        return JsonText.of(json());
    }

    /** The same as part of another object. */
    public Object json() {
        return RunReportJson.of(this);
    }

    private static RunStatus status(Run run, OpenRecords open) {
        if (run.failure().isPresent()) {
            return RunStatus.FAILED;
        }
        if (run.stopReason().isPresent()) {
            return RunStatus.STOPPED;
        }
        boolean refusedBefore = run.settings().partialWhenAny() && open.total() > 0;
        return run.findings().fresh() > 0 || refusedBefore || run.counts().nothingMapped() || open.deferred() > 0
                ? RunStatus.PARTIAL
                : RunStatus.SUCCEEDED;
    }
}
