package io.accountsync.alert;

import io.accountsync.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where alerts go: each is a route of the engine that a route of the same id replaces. */
public enum AlertChannel {
    /** A web address that gets the alert as it is. */
    WEBHOOK("account-sync-alert", "sync-alert", "sync.alert.url"),
    /** E-mail. */
    MAIL("account-sync-alert-mail", "sync-alert-mail", "sync.alert.mail.host"),
    /** An incoming webhook of Slack. */
    SLACK("account-sync-alert-slack", "sync-alert-slack", "sync.alert.slack.url"),
    /** A workflow of Microsoft Teams. */
    TEAMS("account-sync-alert-teams", "sync-alert-teams", "sync.alert.teams.url"),
    /** The Events API v2 of PagerDuty. */
    PAGERDUTY("account-sync-alert-pagerduty", "sync-alert-pagerduty", "sync.alert.pagerduty.routing-key");

    private final String route;
    private final String file;
    private final String key;

    AlertChannel(String route, String file, String key) {
        this.route = route;
        this.file = file;
        this.key = key;
    }

    /** Its name in commands, in metrics and in the state. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id of its route, which is also the name of the {@code direct} endpoint that the route begins with. */
    public String route() {
        return route;
    }

    /** The name of the engine's file with that route. */
    public String file() {
        return file;
    }

    /** The key without which there is no such route. */
    public String key() {
        return key;
    }

    /** Whether the keys say that alerts go there. */
    public boolean isSetUp(Settings settings) {
        return settings.text(key).isPresent();
    }

    /** The one whose route this file of the engine has. */
    public static Optional<AlertChannel> ofFile(String location) {
        return Arrays.stream(values())
                .filter(channel -> location.endsWith("/" + channel.file + ".camel.yaml"))
                .findFirst();
    }

    /** The words of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(AlertChannel::word).toList();
    }
}
