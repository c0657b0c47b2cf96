package io.accountsync.plan;

import io.accountsync.config.ProposedCommand;
import io.accountsync.page.PageBar;
import io.accountsync.page.PageFact;
import io.accountsync.page.PageSection;
import io.accountsync.page.PageSummary;
import io.accountsync.page.PageVerdict;
import io.accountsync.page.Tone;
import io.accountsync.plan.PlanReport.Totals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first page of a plan. */
final class PlanSummary {
    /** Those that are counted in another figure, too. */
    private static final Set<String> PARTS =
            Set.of(Totals.CLEARS, Totals.LINKS, Totals.EDITED, Totals.MERGED, Totals.FOLLOWED, Totals.WAITING);

    private final PlanReport report;

    private PlanSummary(PlanReport report) {
        this.report = report;
    }

    /** @param at when the plan was made */
    static PageSummary of(PlanReport report, Instant at) {
        PlanSummary summary = new PlanSummary(report);
        return new PageSummary(
                "plan",
                "Plan of " + report.sync(),
                "What the next run of this sync would write into Salesforce. Nothing was sent yet.",
                summary.facts(at),
                summary.verdicts(),
                List.of(
                        new PageSection("figures", "What would change", summary.figures(), List.of()),
                        new PageSection(
                                "cascades", "What Salesforce deletes with these", summary.cascades(), List.of()),
                        new PageSection("fields", "Fields", summary.touched(), summary.untouched()),
                        new PageSection("notes", "Notes", List.of(), summary.notes())),
                "I have read the plan of " + report.sync() + " of " + at.truncatedTo(ChronoUnit.SECONDS)
                        + " for the org "
                        + report.org().id()
                        + (report.heldBack() == null
                                ? ""
                                : ", plan " + report.heldBack().id())
                        + ", and agree.");
    }

    private List<PageFact> facts(Instant at) {
        List<PageFact> facts = new ArrayList<>(List.of(
                new PageFact("Org", report.org().name()),
                new PageFact("Org id", report.org().id()),
                new PageFact("Type of org", report.org().kind()),
                new PageFact("Sync", report.sync()),
                new PageFact("Object", report.object()),
                new PageFact("Made at", at.truncatedTo(ChronoUnit.SECONDS).toString()),
                new PageFact(
                        "Rows that were read",
                        number(report.count(Totals.READ))
                                + (report.readsAll() == null
                                        ? ", those since the last run"
                                        : ", all of them: " + report.readsAll()))));
        if (report.path() != null) {
            facts.add(new PageFact("Predicted calls", number(report.path().calls())));
            facts.add(new PageFact("Predicted time", "about " + report.time() + ", " + report.pace()));
            facts.add(new PageFact("Path", report.path().text()));
        }
        if (report.heldBack() != null) {
            facts.add(new PageFact("Plan id", report.heldBack().id()));
        }
        return facts;
    }

    private List<PageVerdict> verdicts() {
        List<PageVerdict> verdicts = new ArrayList<>();
        if (report.wouldStop() != null) {
            verdicts.add(new PageVerdict("would-stop", Tone.ALERT, "The run would stop", report.wouldStop(), null));
        }
        if (report.heldBack() != null) {
            verdicts.add(new PageVerdict(
                    "held-back",
                    Tone.ALERT,
                    "A guard would stop the run",
                    report.heldBack().reason() + " If that is right, this command allows it:",
                    ProposedCommand.of(
                                    "approve", report.sync(), report.heldBack().id())
                            .toString()));
        }
        if (verdicts.isEmpty()) {
            verdicts.add(
                    report.path() == null
                            ? new PageVerdict("nothing", Tone.GOOD, "Nothing would be sent", "", null)
                            : new PageVerdict(
                                    "ready",
                                    Tone.GOOD,
                                    "No guard would stop the run",
                                    "The next run on the schedule sends this, and so does this command:",
                                    ProposedCommand.of("run", report.sync()).toString()));
        }
        return verdicts;
    }

    private List<PageBar> figures() {
        return PlanFigure.of(report).stream()
                .sorted(Comparator.comparingInt(figure -> place(figure.name())))
                .filter(figure -> figure.count() > 0 || isAlwaysShown(figure.name()))
                .map(figure -> new PageBar(
                        figure.name(),
                        figure.label(),
                        figure.count(),
                        tone(figure.name()),
                        PARTS.contains(figure.name())))
                .toList();
    }

    /** What is a part of others comes behind them. */
    private static int place(String name) {
        return switch (name) {
            case Totals.CREATES -> 0;
            case Totals.UPDATES -> 1;
            case Totals.CLEARS, Totals.LINKS, Totals.EDITED -> 2;
            default -> 3;
        };
    }

    /** That nothing of these would happen is something to know as well. */
    private static boolean isAlwaysShown(String name) {
        return Set.of(Totals.CREATES, Totals.UPDATES, Totals.DELETES).contains(name);
    }

    private static Tone tone(String name) {
        return switch (name) {
            case Totals.CREATES -> Tone.CREATE;
            case Totals.UPDATES, Totals.LINKS -> Tone.UPDATE;
            case Totals.FLAGS, Totals.EDITED, Totals.INVALID, Totals.STILL_REJECTED, Totals.UNRESOLVED, Totals.GONE ->
                Tone.FLAG;
            case Totals.DELETES, Totals.CLEARS -> Tone.DELETE;
            default -> Tone.QUIET;
        };
    }

    private List<PageBar> cascades() {
        return report.cascades().entrySet().stream()
                .map(child -> new PageBar(child.getKey(), child.getKey(), child.getValue(), Tone.DELETE))
                .toList();
    }

    private List<PageBar> touched() {
        return report.fields().entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(field -> new PageBar(field.getKey(), field.getKey(), field.getValue(), Tone.UPDATE))
                .toList();
    }

    private List<String> untouched() {
        String same = report.fields().entrySet().stream()
                .filter(field -> field.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        String others = "This sync never writes any other field of " + report.object();
        return same.isEmpty()
                ? List.of(others)
                : List.of("Untouched by this run, though the sync writes them: " + same, others);
    }

    private List<String> notes() {
        return Stream.concat(
                        report.findings().stream()
                                .map(finding -> finding.level().word() + " " + finding.text()),
                        report.notes().stream())
                .toList();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
