package io.accountsync.alert;

import java.util.Map;
import java.util.stream.Collectors;

/** An alert as plain text for a mail. */
final class MailText {
    private static final int SUBJECT = 200;
    private static final int MESSAGE = 20_000;

    private MailText() {}

    static String subject(Map<String, ?> alert) {
        return AlertText.line("account-sync " + alert.get("title"), SUBJECT);
    }

    static String body(Map<String, ?> alert) {
        return AlertText.lines(AlertFacts.sentence(alert), MESSAGE) + "\n\n"
                + AlertFacts.of(alert).entrySet().stream()
                        .map(fact -> fact.getKey() + ": " + AlertText.line(fact.getValue(), SUBJECT))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /** An id that mails of one incident refer to, so that a mail program shows them as one conversation. */
    static String thread(Map<String, ?> alert) {
        return "<" + String.valueOf(alert.get("incident")).replaceAll("[^A-Za-z0-9-]", "") + "@account-sync>";
    }
}
