package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which topics were read, of one name in the order in which they were met. */
abstract class KafkaTopicsContract extends StateContract {
    KafkaTopicsContract(TestDatabase on) {
        super(on);
    }

    @Test
    void aTopicThatWasMadeAgainHasTheNextNumberAndIsToldOnce() {
        KafkaTopics topics = new KafkaTopics(database);
        assertThat(topics.latest("customers")).isZero();
        assertThat(topics.keep("cluster", "customers", "id-1")).isTrue();
        assertThat(topics.keep("cluster", "customers", "id-1")).isFalse();
        assertThat(topics.reportMadeAgain(List.of("customers"))).isEmpty();
        assertThat(topics.hadAnother("cluster", "customers", "id-2")).isTrue();

        assertThat(topics.keep("cluster", "customers", "id-2")).isTrue();

        assertThat(topics.number("customers", "id-1")).contains(0L);
        assertThat(topics.number("customers", "id-2")).contains(1L);
        assertThat(topics.latest("customers")).isEqualTo(1);
        KafkaTopics ofAnother = new KafkaTopics(state.open());
        assertThat(ofAnother.number("customers", "id-2")).contains(1L);
        assertThat(ofAnother.reportMadeAgain(List.of("customers", "orders"))).containsExactly("customers");
        assertThat(topics.reportMadeAgain(List.of("customers"))).isEmpty();
    }

    @Test
    void aTopicOfTheSameNameInAnotherClusterWasNotMadeAgain() {
        KafkaTopics topics = new KafkaTopics(database);
        topics.keep("cluster", "customers", "id-1");
        assertThat(topics.hadAnother("elsewhere", "customers", "id-2")).isFalse();

        topics.keep("elsewhere", "customers", "id-2");

        assertThat(topics.number("customers", "id-2")).contains(1L);
        assertThat(topics.reportMadeAgain(List.of("customers"))).isEmpty();
    }
}

class KafkaTopicsSqliteTest extends KafkaTopicsContract {
    KafkaTopicsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class KafkaTopicsPostgresTest extends KafkaTopicsContract {
    KafkaTopicsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
