package io.accountsync.adopt;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.page.PageBar;
import io.accountsync.page.PageFact;
import io.accountsync.page.PageSection;
import io.accountsync.page.PageSummary;
import io.accountsync.page.PageVerdict;
import io.accountsync.page.Tone;
import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first page of what {@code adopt} proposes. */
final class AdoptSummary {
    private static final int INVALID_SHOWN = 20;

    private AdoptSummary() {}

    /** @param at when it was found */
    static PageSummary of(MatchReport report, String sync, Path csv, Instant at) {
        return new PageSummary(
                "adopt",
                "Records of the org and rows of " + sync,
                "Records that the org has without " + report.externalId()
                        + ", each next to the row that it may be. Nothing was changed in the org.",
                List.of(
                        new PageFact("Org", report.org().name()),
                        new PageFact("Org id", report.org().id()),
                        new PageFact("Type of org", report.org().kind()),
                        new PageFact("Sync", sync),
                        new PageFact("Object", report.object()),
                        new PageFact(
                                "Made at", at.truncatedTo(ChronoUnit.SECONDS).toString()),
                        new PageFact("Rules, the best first", String.join(", ", report.rules())),
                        new PageFact("Rows that were read", number(report.rows())),
                        new PageFact("API calls", number(report.calls()))),
                List.of(verdict(report, sync, csv)),
                List.of(
                        new PageSection(
                                "figures", "Records without " + report.externalId(), figures(report), List.of()),
                        new PageSection(
                                "invalid",
                                "Invalid rows, left out",
                                List.of(),
                                NamedInvalidRow.lines(report.invalidRows(), report.invalid(), INVALID_SHOWN)),
                        new PageSection("notes", "Notes", List.of(), notes(report))),
                "I have read what would be linked in the org " + report.org().id() + " on "
                        + at.truncatedTo(ChronoUnit.SECONDS) + ", and agree.");
    }

    private static PageVerdict verdict(MatchReport report, String sync, Path csv) {
        long pairs = report.counts().get(Status.ONE_TO_ONE);
        return pairs == 0
                ? new PageVerdict("nothing", Tone.QUIET, "Nothing to link", "", null)
                : new PageVerdict(
                        "ready",
                        Tone.GOOD,
                        Quantity.of(pairs, "record") + " can be linked",
                        "Delete what is wrong from the file " + csv + ", then this command writes "
                                + report.externalId() + " and nothing else:",
                        ProposedCommand.of("adopt", sync)
                                .option("--apply", csv.toString())
                                .toString());
    }

    private static List<PageBar> figures(MatchReport report) {
        return List.of(
                bar(report, Status.ONE_TO_ONE, "one-to-one: one row is the same, and no other record's", Tone.CREATE),
                bar(
                        report,
                        Status.AMBIGUOUS,
                        "ambiguous: several rows, or several records, could be the same",
                        Tone.FLAG),
                bar(report, Status.CLAIMED, "claimed: the row is another record of the org already", Tone.UPDATE),
                bar(report, Status.NONE, "none: no row is the same", Tone.QUIET));
    }

    private static PageBar bar(MatchReport report, Status status, String label, Tone tone) {
        return new PageBar(AdoptCsv.word(status), label, report.counts().get(status), tone);
    }

    private static List<String> notes(MatchReport report) {
        List<String> notes = new ArrayList<>(report.notes());
        if (report.undecided() > 0) {
            notes.add(Quantity.of(report.undecided(), "row may be a record", "rows may be records")
                    + " of the org; no run creates such a row until somebody decides");
        }
        return notes;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
