package io.accountsync.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A report of a run as the JSON object that people's scripts read; names are those of the state's {@code sync_run} table. */
record RunReportJson(
        String sync,
        Long runId,
        RunStatus status,
        int exitCode,
        String mode,
        String message,
        OrgIdentity org,
        String readsAll,
        boolean readToEnd,
        Instant startedAt,
        Instant endedAt,
        long durationMs,
        Long firstRowMs,
        Map<String, Long> phaseMs,
        Map<String, Long> counts,
        List<Problem> problems,
        List<String> notes,
        InDoubt inDoubt,
        Open open,
        SendingPath path) {

    /** Rows or records that did not pass for one reason; only rejected ones have External IDs. */
    private record Problem(
            String kind,
            String code,
            long count,
            List<String> samples,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> externalIds) {
        static Problem of(RunReport.Finding finding) {
            return new Problem(
                    finding.kind(),
                    finding.code(),
                    finding.count(),
                    finding.samples(),
                    finding.kind().equals("rejected") ? finding.externalIds() : null);
        }
    }

    private record InDoubt(long records, Instant until) {
        static InDoubt of(DoubtfulRecords.Summary doubts) {
            return new InDoubt(doubts.records(), Instant.ofEpochMilli(doubts.until()));
        }
    }

    private record Open(long rejected, long deferred, long invalid, Instant deferredSince, long absent) {
        static Open of(OpenRecords open) {
            Long since = open.deferredSince();
            return new Open(
                    open.rejected(),
                    open.deferred(),
                    open.invalid(),
                    since == null ? null : Instant.ofEpochMilli(since),
                    open.absent());
        }
    }

    static RunReportJson of(RunReport report) {
        return new RunReportJson(
                report.sync(),
                report.runId(),
                report.status(),
                report.exitCode(),
                report.mode(),
                report.message(),
                report.org(),
                report.readsAll(),
                report.readToEnd(),
                report.startedAt(),
                report.endedAt(),
                report.duration().toMillis(),
                report.firstRowMillis(),
                report.phases(),
                report.counts(),
                report.findings().stream().map(Problem::of).toList(),
                report.notes(),
                report.doubts() == null ? null : InDoubt.of(report.doubts()),
                Open.of(report.open()),
                report.path());
    }
}
