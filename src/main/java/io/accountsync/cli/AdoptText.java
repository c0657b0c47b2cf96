package io.accountsync.cli;

import io.accountsync.adopt.AdoptionReport;
import io.accountsync.adopt.MatchReport;
import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Path;
import java.util.Locale;

/** What adopt found and did, for people. */
final class AdoptText {
    private AdoptText() {}

    /** @param html the page that was written; null for none */
    static String of(MatchReport report, String sync, Path csv, Path html) {
        TextLines text = new TextLines(10);
        text.org(report.org());
        text.named("Rules", "%s", String.join(", ", report.rules()));
        text.named(
                "Rows",
                "%s",
                number(report.rows())
                        + (report.invalid() == 0
                                ? ""
                                : ", " + number(report.invalid()) + " of them invalid and left out"));
        text.append(InvalidRowsText.of(
                report.invalidRows(),
                report.invalid(),
                ProposedCommand.of("reconcile", sync).option("--json") + " names more of them"));
        text.named(
                "Without",
                "%s",
                report.externalId() + " the org has "
                        + Quantity.of(
                                report.counts().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                "record")
                        + " of " + report.object());
        text.count(report.counts().get(Status.ONE_TO_ONE), "one-to-one: one row is the same, and no other record's");
        text.count(
                report.counts().get(Status.AMBIGUOUS),
                "ambiguous: several rows, or several records, could be the same");
        text.count(report.counts().get(Status.CLAIMED), "claimed: the row is another record of the org already");
        text.count(report.counts().get(Status.NONE), "none: no row is the same");
        undecided(report.undecided(), text);
        report.notes().forEach(note -> text.named("Note", "%s", note));
        text.named("API calls", "%s", number(report.calls()));
        text.named("Written to", "%s", csv + "; nothing was changed in the org");
        if (html != null) {
            text.named("Page", "%s", html);
        }
        if (report.counts().get(Status.ONE_TO_ONE) > 0) {
            text.line("");
            text.line(
                    "Look at the file, then link what is one-to-one in it: %s",
                    ProposedCommand.of("adopt", sync).option("--apply", csv.toString()));
        }
        return text.toString();
    }

    static String of(AdoptionReport report) {
        TextLines text = new TextLines(10);
        text.line("%s%s", StatusWord.of(report.status()), report.message() == null ? "" : ": " + report.message());
        text.org(report.org());
        text.named("Asked for", "%s", Quantity.of(report.links(), "record") + " of " + report.object());
        text.count(
                report.written(),
                report.undo() ? "lost " + report.externalId() + " again" : "received " + report.externalId());
        text.count(report.before(), report.undo() ? "had none already" : "had it already");
        report.refused().forEach((code, count) -> text.count(count, "rejected, " + code));
        if (report.unsent() > 0) {
            text.count(report.unsent(), "left; the same command carries on");
        }
        undecided(report.undecided(), text);
        text.named("API calls", "%s", number(report.calls()));
        if (report.refusedFile() != null) {
            text.named("Rejected", "%s", "see " + report.refusedFile());
        }
        if (!report.undo() && report.undoFile() != null) {
            text.named(
                    "To undo",
                    "%s",
                    ProposedCommand.of("adopt")
                            .option("--undo", report.undoFile().toString()));
        }
        return text.toString();
    }

    private static void undecided(long rows, TextLines text) {
        if (rows > 0) {
            text.named(
                    "Undecided",
                    "%s of the org; no run creates such a row until you decide (one-to-one or new in the file)",
                    Quantity.of(rows, "row may be a record", "rows may be records"));
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
