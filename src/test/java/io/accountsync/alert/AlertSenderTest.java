package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.state.AlertDeliveries;
import io.accountsync.state.AlertStates;
import io.accountsync.state.AlertStatus;
import io.accountsync.state.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message for each change, whoever restarts, crashes or cannot be reached; with the real state. */
class AlertSenderTest {
    private final TestClock clock = TestClock.standing();
    private final List<Map<?, ?>> messages = new ArrayList<>();
    private final List<String> observed = new ArrayList<>();
    private String failure;
    private Runnable meanwhile = () -> {};
    private StateDatabase database;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        database = open();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    /** A channel that takes what it gets, or fails. */
    private final class Slack implements AlertRoutes {
        @Override
        public List<AlertChannel> channels() {
            return List.of(AlertChannel.SLACK);
        }

        @Override
        public Optional<String> send(AlertChannel channel, Map<String, Object> message) {
            meanwhile.run();
            if (failure == null) {
                messages.add(message);
            }
            return Optional.ofNullable(failure);
        }
    }

    /** prometheus/alertmanager 4008, 1005: the same alert again from a second replica, or after a restart. */
    @Test
    void aRestartOrASecondProcessRepeatsNothing() {
        judge(AlertLevel.CRITICAL);
        send(database);
        try (StateDatabase other = open()) {
            new AlertBook(new AlertStates(other), clock).take(judgement(AlertLevel.CRITICAL));
            send(other);
        }
        send(database);
        assertThat(levels()).containsExactly("critical");
    }

    @Test
    void twoProcessesThatSendAtOnceSendItOnce() {
        judge(AlertLevel.CRITICAL);
        try (StateDatabase other = open()) {
            meanwhile = () -> {
                meanwhile = () -> {};
                send(other);
            };
            send(database);
        }
        assertThat(levels()).containsExactly("critical");
    }

    @Test
    void aCrashBetweenMessageAndStateRepeatsItOnceWithTheSameKey() {
        judge(AlertLevel.CRITICAL);
        meanwhile = () -> {
            messages.add(Map.of("level", "critical", "incident", incident()));
            throw new IllegalStateException("the process ends here, and has sent it");
        };
        assertThatThrownBy(() -> send(database)).isInstanceOf(IllegalStateException.class);
        meanwhile = () -> {};
        send(database);
        assertThat(messages).as("claimed by the one that died").hasSize(1);
        clock.advance(Duration.ofMinutes(3));
        send(database);
        send(database);
        assertThat(levels()).containsExactly("critical", "critical");
        assertThat(incidents()).containsOnly(incident());
    }

    @Test
    void eachChangeIsReportedOnceAndTheIncidentIsTheSameUntilAllIsWell() {
        for (AlertLevel level : List.of(
                AlertLevel.OK,
                AlertLevel.WARNING,
                AlertLevel.WARNING,
                AlertLevel.CRITICAL,
                AlertLevel.OK,
                AlertLevel.OK,
                AlertLevel.WARNING)) {
            judge(level);
            send(database);
        }
        assertThat(levels()).containsExactly("warning", "critical", "ok", "warning");
        assertThat(incidents().subList(0, 3)).containsOnly(incidents().get(0));
        assertThat(incidents().get(3)).isNotEqualTo(incidents().get(0));
    }

    /** graphite-beacon 109 and others: an incident that is never resolved, since the message with another key said so. */
    @Test
    void whatAChannelBelievesIsResolvedEvenWhenItMissedThatAllWasWell() {
        judge(AlertLevel.CRITICAL);
        send(database);
        failure = "down";
        judge(AlertLevel.OK);
        send(database);
        judge(AlertLevel.WARNING);
        send(database);
        failure = null;
        clock.advance(Duration.ofHours(2));
        send(database);
        assertThat(levels()).containsExactly("critical", "ok", "warning");
        assertThat(incidents().get(1)).isEqualTo(incidents().get(0));
        assertThat(incidents().get(2)).isNotEqualTo(incidents().get(0));
    }

    @Test
    void whatCouldNotBeDeliveredIsTriedAgainLaterAndKnown() {
        failure = "HTTP 500";
        judge(AlertLevel.CRITICAL);
        send(database);
        send(database);
        assertThat(observed).containsExactly("failed slack");
        AlertStatus status = AlertStatus.of(database).get(0);
        assertThat(status.undelivered()).singleElement().satisfies(delivery -> {
            assertThat(delivery.tries()).isEqualTo(1);
            assertThat(delivery.error()).isEqualTo("HTTP 500");
        });
        clock.advance(Duration.ofSeconds(61));
        send(database);
        assertThat(observed).hasSize(2);
        failure = null;
        clock.advance(Duration.ofSeconds(121));
        send(database);
        assertThat(levels()).containsExactly("critical");
        assertThat(AlertStatus.of(database).get(0).undelivered()).isEmpty();
    }

    @Test
    void aSecondChangeDoesNotWaitForTheNextTryOfTheFirst() {
        failure = "down";
        judge(AlertLevel.WARNING);
        send(database);
        failure = null;
        judge(AlertLevel.CRITICAL);
        send(database);
        assertThat(levels()).containsExactly("critical");
    }

    @Test
    void whatEndedBeforeItCouldBeDeliveredIsReportedByItsEnd() {
        failure = "down";
        judge(AlertLevel.CRITICAL);
        send(database);
        failure = null;
        judge(AlertLevel.OK);
        send(database);
        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.get("level")).isEqualTo("ok");
            assertThat(message.get("text").toString()).contains("is well again, after CRITICAL since ");
        });
    }

    @Test
    void theEndOfAnIncidentNamesItsBeginningAndItsWorstLevelAndAStepDownSaysSo() {
        String began = AlertTimes.text(clock.instant());
        for (AlertLevel level : List.of(
                AlertLevel.WARNING, AlertLevel.CRITICAL, AlertLevel.WARNING, AlertLevel.OK, AlertLevel.WARNING)) {
            judge(level);
            send(database);
            clock.advance(Duration.ofMinutes(1));
        }
        judge(AlertLevel.OK);
        send(database);
        String unusual = "accounts read an unusual number of rows";
        assertThat(messages.stream().map(message -> message.get("title").toString()))
                .containsExactly(
                        "[WARNING] " + unusual,
                        "[CRITICAL] " + unusual,
                        "[WARNING] " + unusual + ", down from CRITICAL",
                        "[OK] accounts is well again, after CRITICAL since " + began
                                + " (read an unusual number of rows; at last WARNING)",
                        "[WARNING] " + unusual,
                        "[OK] accounts is well again, after WARNING since "
                                + AlertTimes.text(clock.instant().minus(Duration.ofMinutes(1)))
                                + " (read an unusual number of rows)");
        assertThat(messages.subList(0, 4))
                .extracting(message -> (Object) message.get("since"))
                .containsOnly(began);
    }

    @Test
    void aChannelThatIsSetUpLaterHearsOfWhatIsTheMatterNow() {
        judge(AlertLevel.WARNING);
        judge(AlertLevel.OK);
        send(database);
        assertThat(messages).isEmpty();
        judge(AlertLevel.CRITICAL);
        send(database);
        assertThat(levels()).containsExactly("critical");
    }

    private void judge(AlertLevel level) {
        new AlertBook(new AlertStates(database), clock).take(judgement(level));
    }

    private static Judgement judgement(AlertLevel level) {
        return Judgement.of(AlertKind.ROWS, "accounts", level, "read an unusual number of rows", "run 7 read 3 rows");
    }

    private void send(StateDatabase state) {
        new AlertSender(new AlertStates(state), new AlertDeliveries(state), new Slack(), new AlertObserver() {
                    @Override
                    public void delivered(AlertChannel channel) {
                        observed.add("delivered " + channel.word());
                    }

                    @Override
                    public void failed(AlertChannel channel) {
                        observed.add("failed " + channel.word());
                    }
                })
                .send(AlertChannel.SLACK, false);
    }

    private String incident() {
        return new AlertStates(database).find("accounts", "rows").orElseThrow().incident();
    }

    private List<Object> levels() {
        return messages.stream().map(message -> (Object) message.get("level")).toList();
    }

    private List<Object> incidents() {
        return messages.stream()
                .map(message -> (Object) message.get("incident"))
                .toList();
    }

    private StateDatabase open() {
        Map<String, String> settings = Map.of("state.directory", directory.toString());
        return StateDatabase.open(Settings.of(key -> Optional.ofNullable(settings.get(key))), clock);
    }
}
