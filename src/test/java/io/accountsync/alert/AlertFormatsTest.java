package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What receivers document that they take, for alerts that are longer or odder than anybody expects. */
class AlertFormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ODD = "acc<!channel>&*_~`[x](http://y)`@channel";

    /** huggingface/peft 1251, elastic/kibana 73061: one character more, and Slack refuses all of it. */
    @Test
    void slackGetsNoBlockThatIsTooLong() {
        JsonNode message = JSON.valueToTree(SlackMessage.of(alert("critical", "x", "\uD83D\uDE00".repeat(9000))));
        assertThat(message.path("blocks").path(1).path("text").path("text").asText())
                .hasSizeBetween(2990, 3000)
                .endsWith("…");
        JsonNode titled = JSON.valueToTree(SlackMessage.of(alert("critical", "T".repeat(9000), "m")));
        assertThat(titled.path("blocks").path(0).path("text").path("text").asText())
                .hasSize(150);
        assertThat(titled.path("text").asText()).hasSizeLessThan(3000);
    }

    /** langfuse 13874: an alert's name as mention of a whole channel. */
    @Test
    void slackReadsNoMentionAndNoMarkup() {
        JsonNode message = JSON.valueToTree(SlackMessage.of(alert("warning", ODD, ODD)));
        assertThat(message.path("text").asText()).doesNotContain("<!").contains("&lt;!channel&gt;&amp;*_");
        assertThat(message.path("blocks").findValuesAsText("type"))
                .contains("header", "section", "context", "plain_text")
                .doesNotContain("mrkdwn");
        assertThat(message.path("blocks").path(1).path("text").path("text").asText())
                .isEqualTo(ODD + ".");
        assertThat(message.findValues("emoji"))
                .allSatisfy(emoji -> assertThat(emoji.asBoolean()).isFalse());
    }

    /** elementary-data 2164, AdaptiveCards 2147: Teams takes 28 KB. */
    @Test
    void teamsGetsACardOfLessThan28KBHoweverWideItsCharactersAre() throws Exception {
        JsonNode message = JSON.valueToTree(
                TeamsMessage.of(alert("critical", "\u4E16".repeat(9000), "\uD83D\uDE00".repeat(20_000))));
        assertThat(JSON.writeValueAsString(message).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(28 * 1024);
    }

    @Test
    void teamsGetsAnAdaptiveCardWithoutMarkdown() {
        JsonNode message = JSON.valueToTree(TeamsMessage.of(alert("warning", ODD, ODD)));
        assertThat(message.path("type").asText()).isEqualTo("message");
        JsonNode attachment = message.path("attachments").path(0);
        assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.path("content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("version").asText()).isEqualTo("1.4");
        assertThat(card.path("body")).allSatisfy(block -> {
            assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
            assertThat(block.path("inlines").path(0).path("type").asText()).isEqualTo("TextRun");
        });
    }

    /** prometheus/alertmanager 1700 and 1840: PagerDuty refuses a summary of 1,025 characters, and nobody is called. */
    @Test
    void pagerDutyGetsAShortSummary() {
        JsonNode event = JSON.valueToTree(PagerDutyEvent.of(alert("critical", "T".repeat(2000), "m"), "key"));
        assertThat(event.path("payload").path("summary").asText()).hasSize(1024);
        assertThat(event.path("payload").path("severity").asText()).isEqualTo("critical");
        assertThat(event.path("payload").path("timestamp").asText()).isEqualTo("2026-11-27T18:00:00Z");
        assertThat(event.path("payload").path("source").asText()).isNotEmpty();
    }

    @Test
    void pagerDutyResolvesByTheKeyThatItTriggeredWith() {
        JsonNode trigger = JSON.valueToTree(PagerDutyEvent.of(alert("warning", "x", "m"), "key"));
        JsonNode resolve = JSON.valueToTree(PagerDutyEvent.of(alert("ok", "y", "n"), "key"));
        assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
        assertThat(trigger.path("payload").path("severity").asText()).isEqualTo("warning");
        assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
        assertThat(List.of(trigger, resolve)).allSatisfy(event -> {
            assertThat(event.path("dedup_key").asText()).isEqualTo("account-sync/1-2");
            assertThat(event.path("routing_key").asText()).isEqualTo("key");
        });
    }

    @Test
    void aMailHasOneSubjectLineAndShowsWhatNobodySees() {
        Map<String, Object> alert = alert("ok", "a\r\nBcc: x@example.com\u202Ecod", "first\nsecond\u0007");
        assertThat(MailText.subject(alert)).isEqualTo("account-sync a Bcc: x@example.com\uFFFDcod");
        assertThat(MailText.body(alert))
                .startsWith("first\nsecond\uFFFD.\n\n")
                .contains("Time (UTC): 2026-11-27T18:00:00Z");
        assertThat(MailText.thread(alert)).isEqualTo("<1-2@account-sync>");
    }

    private static Map<String, Object> alert(String level, String title, String message) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("title", title);
        alert.put("message", message);
        alert.put("event", "run");
        alert.put("level", level);
        alert.put("sync", title);
        alert.put("at", "2026-11-27T18:00:00Z");
        alert.put("incident", "1-2");
        return alert;
    }
}
