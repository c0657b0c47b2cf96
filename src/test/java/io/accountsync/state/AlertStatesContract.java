package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What alerts are about, and what channels were notified of: one process makes a change, and one reports it. */
abstract class AlertStatesContract extends StateContract {
    private AlertStates states;
    private AlertDeliveries deliveries;

    AlertStatesContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void create() {
        states = new AlertStates(database);
        deliveries = new AlertDeliveries(database);
    }

    @Test
    void oneOfTwoProcessesMakesAChange() {
        AlertState before = watched();
        AlertStates other = new AlertStates(state.open());
        assertThat(states.change(before, "WARNING", "", "first", "{}")).isTrue();
        assertThat(other.change(before, "CRITICAL", "", "second", "{}")).isFalse();
        assertThat(other.find("accounts", "rows").orElseThrow())
                .satisfies(found -> assertThat(found.level()).isEqualTo("WARNING"))
                .satisfies(found -> assertThat(found.incident()).isEqualTo("first"));
        assertThat(states.change(found(), "OK", "", "third", "{}")).isTrue();
        assertThat(found().incident()).isEqualTo("first");
        assertThat(states.change(found(), "CRITICAL", "", "fourth", "{}")).isTrue();
        assertThat(found().incident()).isEqualTo("fourth");
        assertThat(found().number()).isEqualTo(3);
    }

    @Test
    void aChangeIsClaimedByOneProcessAndNotedOnce() {
        states.change(watched(), "WARNING", "", "first", "{}");
        AlertDelivery none = AlertDelivery.none("slack", found());
        AlertDeliveries other = new AlertDeliveries(state.open());
        assertThat(deliveries.claim(none, 1, false)).isTrue();
        assertThat(other.claim(none, 1, true)).isFalse();
        deliveries.failed(none, 1, Duration.ofMinutes(1), "HTTP 500");
        assertThat(other.claim(none, 1, false)).isFalse();
        assertThat(other.claim(none, 1, true)).isTrue();
        other.notified(none, 1, "WARNING", "first");
        assertThat(deliveries.claim(none, 1, true)).isFalse();
        assertThat(deliveries.all()).singleElement().satisfies(delivery -> {
            assertThat(delivery.notified()).isEqualTo(1);
            assertThat(delivery.tries()).isZero();
            assertThat(delivery.error()).isNull();
        });
    }

    private AlertState watched() {
        states.watchedSince("accounts", "rows");
        return found();
    }

    private AlertState found() {
        return states.find("accounts", "rows").orElseThrow();
    }
}

class AlertStatesSqliteTest extends AlertStatesContract {
    AlertStatesSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class AlertStatesPostgresTest extends AlertStatesContract {
    AlertStatesPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
