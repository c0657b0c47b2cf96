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
    private final StringBuilder text = new StringBuilder();

    private ReconcileText() {}

    static String of(ReconcileReport report, List<Difference> first, Path csv) {
        ReconcileText text = new ReconcileText();
        first.forEach(text::difference);
        if (!first.isEmpty()) {
            text.line("");
        }
        text.line("Source and Salesforce, sync %s: nothing was changed", report.sync());
        text.line(
                "  Org        %s (%s, %s)",
                report.org().name(), report.org().kind(), report.org().id());
        text.line("  Read       %s, all that the source has", Quantity.of(report.rows(), "row"));
        text.count(report.equal(), "are the same");
        text.count(report.missing(), "are missing in Salesforce");
        text.count(report.different(), "are different there");
        text.count(report.unknown(), "records of " + report.object() + " are unknown to the source");
        text.count(report.invalid(), "invalid (could not be read or mapped)");
        text.count(report.duplicates(), "duplicate (a newer row has the same key)");
        text.text.append(InvalidRowsText.of(report.invalidRows(), report.invalid(), "--json names more of them"));
        String fields = report.fields().entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(field -> String.format(Locale.ROOT, "%s %,d", field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
        if (!fields.isEmpty()) {
            text.line("  Fields     %s", fields);
        }
        if (!report.leftOut().isEmpty()) {
            text.line("  Left out   %s, which may differ on purpose", String.join(", ", report.leftOut()));
        }
        if (report.parked() > 0) {
            text.line(
                    "  Parked     %,d of these were refused before; account-sync explain KEY and failures say why",
                    report.parked());
        }
        report.notes().forEach(note -> text.line("  Note       %s", note));
        text.line("  API calls  %,d", report.calls());
        if (csv != null) {
            text.line("  Written to %s", csv);
        }
        long all = report.missing() + report.different() + report.unknown();
        if (first.size() < all) {
            text.line("  Shown      %,d of %,d records; --limit N or --csv FILE show others", first.size(), all);
        }
        return text.text.toString();
    }

    private void difference(Difference difference) {
        line(
                "%-9s  %s%s",
                difference.kind().word(),
                difference.written().text(),
                difference.salesforceId() == null ? "" : "  " + difference.salesforceId());
        difference
                .fields()
                .forEach(field -> line(
                        "    %-28s Salesforce: %s, source: %s", field.name(), value(field.from()), value(field.to())));
    }

    private static String value(String value) {
        return value.isEmpty() ? "(empty)" : value.replace("\r", "\\r").replace("\n", "\\n");
    }

    private void count(long count, String what) {
        if (count > 0) {
            line("    %,10d %s", count, what);
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
