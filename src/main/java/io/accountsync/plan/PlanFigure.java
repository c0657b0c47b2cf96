package io.accountsync.plan;

import io.accountsync.plan.PlanReport.Totals;
import java.util.List;

/**
 * One number of a plan with what it counts, as text and page show it.
 *
 * @param name one of {@link Totals}
 */
public record PlanFigure(String name, String label, long count) {
    /** All of them in the order in which a person wants to know them, also those that count nothing. */
    public static List<PlanFigure> of(PlanReport report) {
        return List.of(
                figure(report, Totals.CREATES, "would be created"),
                figure(report, Totals.UPDATES, "would be updated"),
                figure(report, Totals.CLEARS, "of these losing the value of a field"),
                figure(report, Totals.FLAGS, "would be flagged, since " + gone(report.count(Totals.FLAGS))),
                figure(report, Totals.DELETES, "would be deleted, since " + gone(report.count(Totals.DELETES))),
                figure(report, Totals.DEFERRED, "would be deferred, since what they point to is not there"),
                figure(report, Totals.LINKS, "in the org already, to be linked by this update"),
                figure(report, Totals.EDITED, "changed in Salesforce since last sent"),
                figure(report, Totals.SAME, "would be sent, though the org has the same values already"),
                figure(report, Totals.UNCHANGED, "unchanged since confirmed by Salesforce"),
                figure(report, Totals.NOT_IN_SALESFORCE, "not in Salesforce (operation: update creates none)"),
                figure(report, Totals.ALREADY_IN_SALESFORCE, "already in Salesforce (operation: create updates none)"),
                figure(report, Totals.GONE, "gone in Salesforce (see whenGone; none would be made again)"),
                figure(report, Totals.MERGED, "of these merged into another record"),
                figure(report, Totals.FOLLOWED, "of these followed to the record that survived"),
                figure(report, Totals.DUPLICATE, "duplicate (a newer row has the same key)"),
                figure(report, Totals.INVALID, "invalid (could not be read or mapped)"),
                figure(report, Totals.STILL_REJECTED, "still rejected (rejected before with these values)"),
                figure(report, Totals.TOMBSTONES, "gone (the row says so)"),
                figure(
                        report,
                        Totals.MISSING,
                        report.count(Totals.DELETES) > 0
                                ? "sent before and not among the rows"
                                : "sent before and not among the rows; nothing would be deleted in Salesforce"),
                figure(
                        report,
                        Totals.UNRESOLVED,
                        "pointing to records that the org does not have or has several of, or to each other"),
                figure(report, Totals.WAITING, waiting(report)));
    }

    private static String waiting(PlanReport report) {
        long others = report.count(Totals.UNRESOLVED) - report.count(Totals.WAITING);
        return "of these would wait"
                + (others <= 0 ? "" : others == 1 ? "; the other would be rejected" : "; the others would be rejected");
    }

    private static String gone(long rows) {
        return rows == 1 ? "the row is gone" : "the rows are gone";
    }

    private static PlanFigure figure(PlanReport report, String name, String label) {
        return new PlanFigure(name, label, report.count(name));
    }
}
