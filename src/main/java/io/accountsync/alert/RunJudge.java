package io.accountsync.alert;

import io.accountsync.config.Quantity;
import io.accountsync.run.Count;
import io.accountsync.run.PublicCodes;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.state.AlertStates;
import io.accountsync.state.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges a run that has ended by its report. What a run does not tell is not judged, and stays as it was. */
final class RunJudge {
    private final AlertSettings settings;
    private final AlertStates states;

    RunJudge(AlertSettings settings, AlertStates states) {
        this.settings = settings;
        this.states = states;
    }

    List<Judgement> judge(RunReport report) {
        List<Judgement> judgements = new ArrayList<>();
        if (report.mode().equals(RunLog.STREAM)) {
            // That a session ended says nothing: the stream goes on, or it is paused.
            if (sent(report) >= settings.rejectedAfter()) {
                judgements.add(ofRejected(report, sent(report)));
            }
            if (report.count(Count.READ) > 0) {
                judgements.add(ofInvalid(report));
            }
            return judgements;
        }
        judgements.add(ofEnd(report));
        if (report.runId() == null) {
            return judgements;
        }
        boolean isComplete = report.status() == RunStatus.SUCCEEDED || report.status() == RunStatus.PARTIAL;
        long sent = sent(report);
        // What was rejected is not well again since a run sent next to nothing.
        boolean isStillOpen = report.open().rejected() > 0 && sent < settings.rejectedAfter();
        if (isComplete && !isStillOpen || sent >= settings.rejectedAfter()) {
            judgements.add(ofRejected(report, sent));
        }
        if (isComplete && report.readToEnd()) {
            ofRows(report, judgements);
        }
        AlertLevel duration = settings.duration().level(report.duration().toMillis());
        if (isComplete || duration != AlertLevel.OK) {
            judgements.add(Judgement.of(
                    AlertKind.DURATION,
                    report.sync(),
                    duration,
                    "took long",
                    "run " + report.runId() + " took " + AlertTimes.text(report.duration())
                            + settings.duration().reachedTime(duration),
                    ofRun(report)));
        }
        return judgements;
    }

    private static Judgement ofEnd(RunReport report) {
        String org = report.org() == null
                ? ""
                : " in " + report.org().name() + " (" + report.org().kind() + ")";
        String headline = report.status() + org + (report.runId() == null ? "" : ", run " + report.runId());
        boolean isOpen = report.open().rejected() + report.open().invalid() > 0;
        String message = report.status() == RunStatus.SUCCEEDED && !isOpen
                ? Quantity.of(report.count(Count.READ), "row was read", "rows were read")
                : report.message() == null ? refusals(report) : report.message();
        AlertLevel level =
                switch (report.status()) {
                    // Else each newly rejected record that nobody repairs would be trouble, and well with the next run.
                    case SUCCEEDED -> isOpen ? AlertLevel.WARNING : AlertLevel.OK;
                    case PARTIAL -> AlertLevel.WARNING;
                    case FAILED, STOPPED -> AlertLevel.CRITICAL;
                };
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", report.status().name());
        details.putAll(ofRun(report));
        String status =
                switch (level) {
                    case OK -> "";
                    case WARNING -> RunStatus.PARTIAL.name();
                    case CRITICAL -> report.status().name();
                };
        return new Judgement(
                AlertKind.RUN, report.sync(), report.sync(), level, status, headline, message, Judgement.WELL, details);
    }

    /** Which run it is about, and in which org; null where the run did not get that far. */
    private static Map<String, Object> ofRun(RunReport report) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("run", report.runId());
        details.put("org", report.org() == null ? null : report.org().id());
        return details;
    }

    private Judgement ofRejected(RunReport report, long sent) {
        long rejected = report.count(Count.REJECTED);
        double share = sent == 0 ? 0 : 100.0 * rejected / sent;
        AlertLevel level = sent < settings.rejectedAfter()
                ? AlertLevel.OK
                : settings.rejected().level(share);
        String message = String.format(
                Locale.ROOT,
                "Salesforce rejected %,d of the %s that run %d sent, %.1f %%",
                rejected,
                Quantity.of(sent, "record"),
                report.runId(),
                share);
        String codes = codes(report, "rejected");
        return Judgement.of(
                AlertKind.REJECTED,
                report.sync(),
                level,
                "has many rejected records",
                message
                        + (codes.isEmpty() ? "" : ": " + codes)
                        + settings.rejected().reachedPercent(level),
                ofRun(report));
    }

    /** No share of them stops a stream, so that somebody must be told. */
    private Judgement ofInvalid(RunReport report) {
        long read = report.count(Count.READ);
        long invalid = report.count(Count.INVALID);
        boolean isTooMuch = read >= settings.maxInvalidAfter() && invalid * 100 > read * settings.maxInvalid();
        return Judgement.of(
                AlertKind.INVALID,
                report.sync(),
                isTooMuch ? AlertLevel.WARNING : AlertLevel.OK,
                "has many invalid rows",
                String.format(
                                Locale.ROOT,
                                "%,d of the %s that the stream brought in run %d could not be read or mapped",
                                invalid,
                                Quantity.of(read, "row"),
                                report.runId())
                        + (isTooMuch ? ", more than sync.max-invalid allows: " + codes(report, "invalid") : ""),
                ofRun(report));
    }

    private void ofRows(RunReport report, List<Judgement> judgements) {
        boolean everyRow = report.readsAll() != null;
        long rows = report.count(Count.READ);
        List<Long> before = states.rowsBefore(report.sync(), report.runId(), everyRow, settings.rowsRuns());
        states.addRows(report.sync(), report.runId(), everyRow, rows);
        if (before.size() < AlertSettings.FEWEST_RUNS) {
            return;
        }
        double usual = median(before);
        double off = 100.0 * Math.abs(rows - usual) / Math.max(usual, 1);
        AlertLevel level = settings.rows().level(off);
        judgements.add(Judgement.of(
                AlertKind.ROWS,
                report.sync(),
                level,
                "read an unusual number of rows",
                String.format(
                                Locale.ROOT,
                                "run %d read %s; the usual number, as of the last %s, is %,.0f",
                                report.runId(),
                                Quantity.of(rows, "row"),
                                Quantity.of(before.size(), "run like it", "runs like it"),
                                usual)
                        + settings.rows().reachedPercent(level),
                ofRun(report)));
    }

    private static double median(List<Long> numbers) {
        List<Long> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static long sent(RunReport report) {
        return report.count(Count.CREATED)
                + report.count(Count.UPDATED)
                + report.count(Count.CONFIRMED_ON_REPEAT)
                + report.count(Count.REJECTED)
                + report.count(Count.RETRY_LATER);
    }

    private static String refusals(RunReport report) {
        String refusals = report.findings().stream()
                .filter(finding -> !finding.kind().equals("duplicate"))
                .map(finding -> finding.count() + " " + finding.kind() + ", " + PublicCodes.of(finding.code()))
                .collect(Collectors.joining("; "));
        return refusals.isEmpty() || report.status() == RunStatus.SUCCEEDED
                ? Quantity.of(report.open().total(), "record of earlier runs has", "records of earlier runs have")
                        + " not passed"
                : refusals;
    }

    private static String codes(RunReport report, String kind) {
        return report.findings().stream()
                .filter(finding -> finding.kind().equals(kind))
                .map(finding -> finding.count() + " " + PublicCodes.of(finding.code()))
                .collect(Collectors.joining("; "));
    }
}
