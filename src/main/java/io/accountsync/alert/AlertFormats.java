package io.accountsync.alert;

import io.accountsync.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.JavaMailSender;

/**
 * What the routes of alerts ask for: an alert in the form that a receiver takes, and the addresses, which are secrets and get into
 * no endpoint for that. The bean {@code syncAlertFormats}.
 */
public final class AlertFormats {
    private final CamelContext context;

    public AlertFormats(CamelContext context) {
        this.context = context;
    }

    /** Text and blocks for an incoming webhook of Slack. */
    public Map<String, Object> slack(@Body Map<String, ?> alert) {
        return SlackMessage.of(alert);
    }

    /** A message with an Adaptive Card for a workflow of Teams. */
    public Map<String, Object> teams(@Body Map<String, ?> alert) {
        return TeamsMessage.of(alert);
    }

    /** An event for the Events API v2 of PagerDuty. */
    public Map<String, Object> pagerduty(@Body Map<String, ?> alert) {
        return PagerDutyEvent.of(alert, settings().required(AlertChannel.PAGERDUTY.key()));
    }

    /** Makes the message a mail: its text, and the headers with sender, recipients and subject. */
    public void mail(@Body Map<String, ?> alert, Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage()
                .setHeaders(new HashMap<>(Map.of(
                        "From", settings().required("sync.alert.mail.from"),
                        "To", settings().required("sync.alert.mail.to"),
                        "Subject", MailText.subject(alert),
                        "References", MailText.thread(alert),
                        "Auto-Submitted", "auto-generated")));
        exchange.getMessage().setBody(MailText.body(alert));
    }

    /** What the route of mails sends by, made of the keys. */
    public static JavaMailSender mailSender(CamelContext context) {
        return AlertMail.of(Settings.of(context)).sender(context);
    }

    /** Puts Slack's address where camel-http looks for it. */
    public void slackAddress(Exchange exchange) {
        address(exchange, AlertChannel.SLACK.key());
    }

    /** Puts the address of the workflow of Teams there. */
    public void teamsAddress(Exchange exchange) {
        address(exchange, AlertChannel.TEAMS.key());
    }

    /** Puts the address of PagerDuty there. */
    public void pagerdutyAddress(Exchange exchange) {
        address(exchange, AlertCheck.PAGERDUTY_ADDRESS);
    }

    private void address(Exchange exchange, String key) {
        exchange.getMessage().setHeader(Exchange.HTTP_URI, settings().required(key));
    }

    private Settings settings() {
        return Settings.of(context);
    }
}
