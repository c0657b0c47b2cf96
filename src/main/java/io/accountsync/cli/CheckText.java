package io.accountsync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.accountsync.check.CheckReport;
import io.accountsync.config.Finding;
import io.accountsync.salesforce.ApiUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A check's outcome as a person reads it, a line for each finding, and as JSON. */
final class CheckText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CheckText() {}

    static String of(CheckReport report) {
        StringBuilder text = new StringBuilder();
        if (report.org() != null) {
            line(
                    text,
                    "Org        %s (%s, %s)",
                    report.org().name(),
                    report.org().kind(),
                    report.org().id());
            line(text, "API        version %s%s", report.apiVersion(), calls(report.usage()));
        }
        if (!report.syncs().isEmpty()) {
            line(text, "Checked    %s", String.join(", ", report.syncs()));
        }
        report.references().forEach(reference -> line(text, "Reference  %s", reference));
        for (Finding finding : report.findings()) {
            line(text, "%-7s %s", finding.level().word(), finding.text().replace("\n", " "));
        }
        line(text, "%s", summary(report));
        return text.toString();
    }

    static String json(CheckReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("syncs", report.syncs());
        json.put("org", report.org());
        json.put("api_version", report.apiVersion());
        json.put("api_calls", report.usage());
        json.put("references", report.references());
        json.put("errors", report.errors());
        json.put("warnings", report.warnings());
        List<Map<String, Object>> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("level", finding.level().word());
            entry.put("place", finding.place());
            entry.put("line", finding.line() == 0 ? null : finding.line());
            entry.put("field", finding.field());
            entry.put("message", finding.message());
            findings.add(entry);
        }
        json.put("findings", findings);
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers always make JSON", e);
        }
    }

    private static String calls(ApiUsage.Reading usage) {
        return usage == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %,d of the day's %,d calls are left",
                        Math.max(0, usage.limit() - usage.used()),
                        usage.limit());
    }

    private static String summary(CheckReport report) {
        if (report.findings().isEmpty()) {
            return "Nothing found: ready to run.";
        }
        String counts = count(report.errors(), "error") + ", " + count(report.warnings(), "warning");
        return report.errors() > 0 ? counts + ": a run would be refused." : counts + ": ready to run.";
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
