package io.accountsync.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An alert as the webhook of a Teams workflow takes it: an Adaptive Card as attachment. Its texts are text runs, which know no
 * Markdown (https://adaptivecards.io/explorer/TextRun.html). Teams takes 28 KB; these texts stay far below it however many bytes
 * their characters have.
 */
final class TeamsMessage {
    private static final int TITLE = 500;
    private static final int MESSAGE = 4000;
    private static final int FACT = 300;

    private TeamsMessage() {}

    static Map<String, Object> of(Map<String, ?> alert) {
        List<Object> body = new ArrayList<>();
        body.add(text(AlertText.line(alert.get("title"), TITLE), "Large", color(alert), true));
        body.add(text(AlertText.lines(AlertFacts.sentence(alert), MESSAGE), "Default", "Default", false));
        body.add(text(AlertText.line(AlertFacts.line(alert), FACT), "Small", "Default", false));
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard");
        card.put("version", "1.4");
        card.put("fallbackText", AlertText.line(alert.get("title"), TITLE));
        card.put("body", body);
        card.put("msteams", Map.of("width", "Full"));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static String color(Map<String, ?> alert) {
        return switch (String.valueOf(alert.get("level"))) {
            case "critical" -> "Attention";
            case "warning" -> "Warning";
            default -> "Good";
        };
    }

    private static Map<String, Object> text(String text, String size, String color, boolean isTitle) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("type", "TextRun");
        run.put("text", text.isBlank() ? "-" : text);
        run.put("size", size);
        run.put("color", color);
        run.put("weight", isTitle ? "Bolder" : "Default");
        return Map.of("type", "RichTextBlock", "inlines", List.of(run));
    }
}
