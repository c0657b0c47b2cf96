package io.accountsync.cli;

import io.accountsync.adopt.AdoptionReport;
import io.accountsync.adopt.MatchReport;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Path;
import java.util.Locale;

/** What adopt found and did, for people. */
final class AdoptText {
    private final StringBuilder text = new StringBuilder();

    private AdoptText() {}

    static String of(MatchReport report, String sync, Path csv) {
        AdoptText text = new AdoptText();
        text.org(report.org());
        text.line("Rules", String.join(", ", report.rules()));
        text.line(
                "Rows",
                number(report.rows())
                        + (report.invalid() == 0
                                ? ""
                                : ", " + number(report.invalid()) + " of them invalid and left out"));
        text.text.append(InvalidRowsText.of(
                report.invalidRows(),
                report.invalid(),
                "account-sync reconcile " + sync + " --json names more of them"));
        text.line(
                "Without",
                report.externalId() + " the org has "
                        + number(report.counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()) + " records of " + report.object());
        text.count(report.counts().get(Status.ONE_TO_ONE), "one-to-one: one row is the same, and no other record's");
        text.count(
                report.counts().get(Status.AMBIGUOUS),
                "ambiguous: several rows, or several records, could be the same");
        text.count(report.counts().get(Status.CLAIMED), "claimed: the row is another record of the org already");
        text.count(report.counts().get(Status.NONE), "none: no row is the same");
        text.undecided(report.undecided());
        report.notes().forEach(note -> text.line("Note", note));
        text.line("API calls", number(report.calls()));
        text.line("Written to", csv + "; nothing was changed in the org");
        if (report.counts().get(Status.ONE_TO_ONE) > 0) {
            text.text.append(String.format(
                    "%nLook at the file, then link what is one-to-one in it: account-sync adopt %s --apply %s%n",
                    sync, csv));
        }
        return text.text.toString();
    }

    static String of(AdoptionReport report) {
        AdoptText text = new AdoptText();
        text.text
                .append(report.status())
                .append(report.message() == null ? "" : ": " + report.message())
                .append(System.lineSeparator());
        text.org(report.org());
        text.line("Asked for", number(report.links()) + " records of " + report.object());
        text.count(
                report.written(),
                report.undo() ? "lost their " + report.externalId() + " again" : "got their " + report.externalId());
        text.count(report.before(), report.undo() ? "had none any more" : "had it already");
        report.refused().forEach((code, count) -> text.count(count, "refused, " + code));
        if (report.unsent() > 0) {
            text.count(report.unsent(), "left; the same command carries on");
        }
        text.undecided(report.undecided());
        text.line("API calls", number(report.calls()));
        if (report.refusedFile() != null) {
            text.line("Refused", "see " + report.refusedFile());
        }
        if (!report.undo() && report.undoFile() != null) {
            text.line("To undo", "account-sync adopt --undo " + report.undoFile());
        }
        return text.text.toString();
    }

    private void undecided(long rows) {
        if (rows > 0) {
            line(
                    "Undecided",
                    number(rows)
                            + " rows may be records of the org; no run creates them until you decide (one-to-one or"
                            + " new in the file)");
        }
    }

    private void org(OrgIdentity org) {
        line("Org", org.name() + " (" + org.kind() + ", " + org.id() + ")");
    }

    private void line(String name, String what) {
        text.append(String.format("  %-10s %s%n", name, what));
    }

    private void count(long count, String what) {
        text.append(String.format(Locale.ROOT, "  %14s %s%n", number(count), what));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
