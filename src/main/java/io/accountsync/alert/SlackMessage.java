package io.accountsync.alert;

import java.util.List;
import java.util.Map;

/**
 * An alert as an incoming webhook of Slack takes it: blocks of plain text, in which nothing is bold, a link or a mention. Slack
 * takes 150 characters in a header, 3,000 in a section and 2,000 in a context, and refuses all of a message that has more
 * (https://docs.slack.dev/reference/block-kit/blocks).
 */
final class SlackMessage {
    private static final int NOTIFICATION = 500;
    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int CONTEXT = 2000;

    private SlackMessage() {}

    static Map<String, Object> of(Map<String, ?> alert) {
        return Map.of(
                // For notifications, and the only part where Slack looks for mentions.
                "text",
                AlertText.escapedForSlack(AlertText.line(alert.get("title"), NOTIFICATION)),
                "blocks",
                List.of(
                        Map.of("type", "header", "text", plain(AlertText.line(alert.get("title"), HEADER))),
                        Map.of("type", "section", "text", plain(AlertText.lines(AlertFacts.sentence(alert), SECTION))),
                        Map.of(
                                "type",
                                "context",
                                "elements",
                                List.of(plain(AlertText.line(AlertFacts.line(alert), CONTEXT))))));
    }

    private static Map<String, Object> plain(String text) {
        return Map.of("type", "plain_text", "text", text.isBlank() ? "-" : text, "emoji", false);
    }
}
