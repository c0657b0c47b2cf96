package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.run.PublicCodes;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunReport.Finding;
import io.accountsync.run.RunSnapshot;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SessionLog;
import java.util.List;
import java.util.Map;

/** The runs of a sync over time, and one run's report. */
final class RunsView {
    private static final int MOST = 500;
    private static final int BY_DEFAULT = 60;

    private final ConsoleProcess process;
    private final ConsoleState state;
    private final RecentReports reports;

    RunsView(ConsoleProcess process, ConsoleState state, RecentReports reports) {
        this.process = process;
        this.state = state;
        this.reports = reports;
    }

    /**
     * A run as a whole.
     *
     * @param progress null unless it goes on in this process
     * @param phases milliseconds by name; null for a run of another process, or long ago
     * @param findings what did not pass, by kind and code; null in the same case
     * @param notes only for whoever is signed in
     */
    private record Whole(
            RunView run,
            RunSnapshot progress,
            Map<String, Long> phases,
            List<FindingView> findings,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<String> notes) {}

    /** @param samples keys or places of the first few; only for whoever is signed in */
    private record FindingView(
            String kind, String code, long count, @JsonInclude(JsonInclude.Include.NON_NULL) List<String> samples) {
        static FindingView of(Finding finding, boolean isSignedIn) {
            return new FindingView(
                    finding.kind(),
                    isSignedIn ? finding.code() : PublicCodes.of(finding.code()),
                    finding.count(),
                    isSignedIn ? finding.shown() : null);
        }
    }

    Answer list(Asked asked) {
        String sync = Known.sync(asked.parameter("sync"), process, state);
        int limit = asked.parameter("limit") == null ? BY_DEFAULT : (int) number(asked.parameter("limit"));
        List<RunRecord> runs = new RunLog(state.required()).latest(sync, Math.min(limit, MOST));
        SessionLog sessions = new SessionLog(state.required());
        return Answer.of(runs.stream()
                .map(run -> RunView.of(run, sessions, asked.isSignedIn()))
                .toList());
    }

    Answer one(Asked asked) {
        long id = number(asked.parameter("id"));
        RunRecord run = new RunLog(state.required())
                .find(id)
                .orElseThrow(() -> new RefusedException(404, "The state knows no run of this number."));
        RunReport report = reports.find(id).orElse(null);
        return Answer.of(new Whole(
                RunView.of(run, new SessionLog(state.required()), asked.isSignedIn()),
                process.knownSyncs()
                        .flatMap(engine -> engine.runs().find(run.sync()))
                        .map(RunSnapshot::of)
                        .filter(progress -> progress.runId() == id)
                        .orElse(null),
                report == null ? null : report.phases(),
                report == null
                        ? null
                        : report.findings().stream()
                                .map(finding -> FindingView.of(finding, asked.isSignedIn()))
                                .toList(),
                report == null || !asked.isSignedIn() ? null : report.notes()));
    }

    private static long number(String text) {
        if (text == null || !text.matches("\\d{1,9}")) {
            throw new RefusedException(400, "A number is missing in this request, or is none.");
        }
        return Long.parseLong(text);
    }
}
