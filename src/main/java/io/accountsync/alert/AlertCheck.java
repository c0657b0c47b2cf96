package io.accountsync.alert;

import io.accountsync.config.Finding;
import io.accountsync.config.SecureAddress;
import io.accountsync.config.Settings;
import io.accountsync.run.sync.ConfigKeyCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with the keys of alerts, in words that hold none of their values: found before anything is sent. */
public final class AlertCheck {
    static final String PAGERDUTY_ADDRESS = "sync.alert.pagerduty.url";

    private static final List<String> OF_MAIL = List.of(
            "sync.alert.mail.to",
            "sync.alert.mail.from",
            "sync.alert.mail.username",
            "sync.alert.mail.password",
            "sync.alert.mail.port");
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

    /** Control characters, as they are or as an address of the web writes them: they would begin another header. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\p{Cntrl}|[\\u0085\\u2028\\u2029]|(?i)%0[ad]");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?");
    private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9]{32}");
    private static final Pattern CONNECTOR =
            Pattern.compile("(?i)https://([\\w.-]+\\.)?(webhook\\.)?office\\.com(/.*)?");

    private final Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    private AlertCheck(Settings settings) {
        this.settings = settings;
    }

    /** All mistakes in the keys of channels, and of thresholds as each of these syncs sees them. */
    public static List<Finding> mistakes(Settings settings, Collection<String> syncs) {
        AlertCheck check = new AlertCheck(settings);
        // What is no address at all is found with the other keys.
        if (settings.text(AlertChannel.WEBHOOK.key())
                .filter(ConfigKeyCheck::isAddress)
                .isPresent()) {
            check.requireSecure(AlertChannel.WEBHOOK.key());
        }
        check.requireSecure(AlertChannel.SLACK.key());
        check.requireSecure(AlertChannel.TEAMS.key());
        check.requireNoConnector();
        check.requirePagerDuty();
        check.requireMail();
        check.requireThresholds(syncs);
        return check.findings.stream().distinct().toList();
    }

    private void requireSecure(String key) {
        settings.text(key)
                .filter(address -> SecureAddress.parse(address).isEmpty())
                .ifPresent(address -> add(
                        key,
                        "must be an address that begins with https://, since it is a secret and keys are sent there; "
                                + "http:// is good for this machine only"));
    }

    private void requireNoConnector() {
        settings.text(AlertChannel.TEAMS.key())
                .filter(address -> CONNECTOR.matcher(address).matches())
                .ifPresent(address -> add(
                        AlertChannel.TEAMS.key(),
                        "is the address of a connector, which Microsoft has retired: make a workflow with the trigger "
                                + "\"When a Teams webhook request is received\", and take its address"));
    }

    private void requirePagerDuty() {
        settings.text(AlertChannel.PAGERDUTY.key())
                .filter(key -> !ROUTING_KEY.matcher(key).matches())
                .ifPresent(key -> add(
                        AlertChannel.PAGERDUTY.key(),
                        "must be the integration key of an integration \"Events API V2\": 32 letters and digits"));
        requireSecure(PAGERDUTY_ADDRESS);
    }

    private void requireMail() {
        Optional<String> host = settings.text(AlertChannel.MAIL.key());
        if (host.isEmpty()) {
            OF_MAIL.stream()
                    .filter(key -> settings.text(key).isPresent())
                    .findFirst()
                    .ifPresent(key ->
                            add(key, "is set, and " + AlertChannel.MAIL.key() + " is not: name the mail server there"));
            return;
        }
        if (!HOST.matcher(host.get()).matches()) {
            add(AlertChannel.MAIL.key(), "must be the name of a host alone, such as smtp.example.com");
        }
        requireAddresses("sync.alert.mail.from", 1);
        requireAddresses("sync.alert.mail.to", 100);
        boolean hasUser = settings.text("sync.alert.mail.username").isPresent();
        if (hasUser != settings.text("sync.alert.mail.password").isPresent()) {
            add(
                    hasUser ? "sync.alert.mail.username" : "sync.alert.mail.password",
                    "is set without "
                            + (hasUser ? "sync.alert.mail.password" : "sync.alert.mail.username")
                            + ": set both, or none for a server without login");
        }
        AlertMail mail = AlertMail.of(settings.noting(findings));
        if (mail.tls() == AlertMail.Tls.NONE && !SecureAddress.isLoopback(host.get())) {
            add(
                    "sync.alert.mail.tls",
                    "must be starttls or tls, since password and keys are sent there; none is good for this machine only");
        }
    }

    private void requireAddresses(String key, int most) {
        Optional<String> text = settings.text(key);
        if (text.isEmpty()) {
            add(key, "is not set, and mails need it. Set it, or take " + AlertChannel.MAIL.key() + " out");
            return;
        }
        if (LINE_BREAK.matcher(text.get().strip()).find()) {
            add(key, "has a line break or a control character. Write it in one line, addresses separated by commas");
            return;
        }
        String[] addresses = text.get().split(",", -1);
        boolean areAddresses = addresses.length <= most;
        for (String address : addresses) {
            areAddresses &= MAIL_ADDRESS.matcher(address.strip()).matches();
        }
        if (!areAddresses) {
            add(
                    key,
                    most == 1
                            ? "must be one mail address, such as account-sync@example.com"
                            : "must be mail addresses, such as ops@example.com, separated by commas");
        }
    }

    private void requireThresholds(Collection<String> syncs) {
        List<Finding> found = new ArrayList<>();
        AlertSettings.of(settings.noting(found));
        for (String sync : syncs) {
            AlertSettings.of(settings.forSync(sync).noting(found));
        }
        // Which is found with the other keys of syncs, too.
        found.removeIf(mistake -> mistake.message().contains("max-staleness "));
        findings.addAll(found);
    }

    private void add(String key, String message) {
        findings.add(Finding.error(Settings.PLACE, key, message));
    }
}
