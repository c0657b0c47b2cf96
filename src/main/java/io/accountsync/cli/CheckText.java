package io.accountsync.cli;

import io.accountsync.check.CheckReport;
import io.accountsync.config.Finding;
import io.accountsync.config.JsonText;
import io.accountsync.config.Quantity;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.OrgIdentity;
import java.util.List;
import java.util.Locale;

/** A check's outcome as a person reads it, a line for each finding, and as JSON. */
final class CheckText {
    private CheckText() {}

    static String of(CheckReport report) {
        TextLines text = new TextLines(10);
        if (report.org() != null) {
            text.line(
                    "Org        %s (%s, %s)",
                    report.org().name(), report.org().kind(), report.org().id());
            text.line("API        version %s%s", report.apiVersion(), calls(report.usage()));
        }
        if (!report.syncs().isEmpty()) {
            text.line("Checked    %s", String.join(", ", report.syncs()));
        }
        report.references().forEach(reference -> text.line("Reference  %s", reference));
        for (Finding finding : report.findings()) {
            text.line("%-7s %s", LevelText.of(finding), finding.text());
        }
        text.line("%s", summary(report));
        return text.toString();
    }

    static String json(CheckReport report) {
        return JsonText.of(new Json(
                        report.syncs(),
                        report.org(),
                        report.apiVersion(),
                        report.usage(),
                        report.references(),
                        report.errors(),
                        report.warnings(),
                        report.findings().stream().map(JsonFinding::of).toList()))
                + "\n";
    }

    private record Json(
            List<String> syncs,
            OrgIdentity org,
            String apiVersion,
            ApiUsage.Reading apiCalls,
            List<String> references,
            long errors,
            long warnings,
            List<JsonFinding> findings) {}

    private record JsonFinding(String level, String place, Integer line, String field, String message) {
        static JsonFinding of(Finding finding) {
            Integer line = finding.line() == 0 ? null : finding.line();
            return new JsonFinding(finding.level().word(), finding.place(), line, finding.field(), finding.message());
        }
    }

    private static String calls(ApiUsage.Reading usage) {
        return usage == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d left of the day's %s",
                        Math.max(0, usage.limit() - usage.used()),
                        Quantity.of(usage.limit(), "call"));
    }

    private static String summary(CheckReport report) {
        if (report.findings().isEmpty()) {
            return "Nothing found: ready to run.";
        }
        String counts = count(report.errors(), "error") + ", " + count(report.warnings(), "warning");
        if (report.errors() == 0) {
            return counts + ": ready to run.";
        }
        return counts + (report.isRefusal() ? ": a run would be refused." : ": a run would send nothing.");
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
