package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.ReconcileReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How source and Salesforce compare, for people. */
final class ReconcileText {
    private ReconcileText() {}

    /** @param files that were written */
    static String of(ReconcileReport report, List<Difference> first, List<Path> files, Screen screen) {
        TextLines text = new TextLines(10);
        Cells cells = new Cells(screen);
        first.forEach(difference -> write(difference, text, cells));
        if (!first.isEmpty()) {
            text.line("");
        }
        text.line("Source and Salesforce, sync %s: nothing was changed", report.sync());
        text.org(report.org());
        text.named("Read", "%s, all that the source has", Quantity.of(report.rows(), "row"));
        text.countAny(report.equal(), "the same");
        text.countAny(report.missing(), "missing in Salesforce");
        text.countAny(report.different(), "different there");
        text.countAny(report.unknown(), "unknown to the source (records of " + report.object() + ")");
        text.countAny(report.invalid(), "invalid (could not be read or mapped)");
        text.countAny(report.duplicates(), "duplicate (a newer row has the same key)");
        text.append(InvalidRowsText.of(report.invalidRows(), report.invalid(), "--json names more of them"));
        String fields = report.fields().entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(field -> String.format(Locale.ROOT, "%s %,d", field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
        if (!fields.isEmpty()) {
            text.named("Fields", "%s", fields);
        }
        if (!report.leftOut().isEmpty()) {
            text.named("Left out", "%s, which may differ on purpose", String.join(", ", report.leftOut()));
        }
        if (report.open() > 0) {
            text.named(
                    "Rejected",
                    "%,d of these rejected or deferred before; account-sync explain KEY and failures say why",
                    report.open());
        }
        report.notes().forEach(note -> text.named("Note", "%s", note));
        text.named("API calls", "%,d", report.calls());
        files.forEach(file -> text.named("Written to", "%s", file));
        cells.note(text, "--csv FILE has all of them whole");
        long all = report.missing() + report.different() + report.unknown();
        if (first.size() < all) {
            text.named(
                    "Shown",
                    "%,d of %s; --limit N or --csv FILE show others",
                    first.size(),
                    Quantity.of(all, "record"));
        }
        return text.toString();
    }

    private static void write(Difference difference, TextLines text, Cells cells) {
        text.line(
                "%-9s  %s%s",
                Colour.YELLOW.of(difference.kind().word()),
                difference.written().text(),
                difference.salesforceId() == null ? "" : "  " + difference.salesforceId());
        difference
                .fields()
                .forEach(field -> text.line(
                        "    %-28s Salesforce: %s, source: %s",
                        field.name(), value(field.from(), cells), value(field.to(), cells)));
    }

    private static String value(String value, Cells cells) {
        return value.isEmpty() ? "(empty)" : cells.fit(value, 55, 2);
    }
}
