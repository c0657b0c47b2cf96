package io.accountsync.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.camel.ContextWithoutEngine;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether records would come is known before a route is started, and why not is said in words. */
class KafkaReachTest {
    @Test
    void aBrokerThatIsAwayIsNamedWithinABoundedTime() throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            // Nobody listens there.
            KafkaReach reach = new KafkaReach(
                    context.getEndpoint("kafka:customers?brokers=127.0.0.1:1&groupId=account-sync"),
                    Duration.ofMillis(300));
            assertThat(reach.trouble())
                    .hasValue("got no answer of Kafka at 127.0.0.1:1: is it running and reachable from here,"
                            + " and are brokers and security protocol right?");
        }
    }

    @Test
    void aNameThatNobodyKnowsIsNamedToo() throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            KafkaReach reach = new KafkaReach(
                    context.getEndpoint("kafka:customers?brokers=broker.invalid:9092"), Duration.ofMillis(300));
            assertThat(reach.trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("Kafka at broker.invalid:9092"));
        }
    }

    @Test
    void onlyAnAddressOfKafkaIsAskedForRecords() throws Exception {
        try (DefaultCamelContext context = ContextWithoutEngine.create()) {
            assertThat(KafkaReach.isKafka(context.getEndpoint("kafka:customers")))
                    .isTrue();
            assertThat(KafkaReach.isKafka(context.getEndpoint("direct:customers")))
                    .isFalse();
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new TopicAuthorizationException("t"), "may not read the topic customers"),
                Arguments.of(new GroupAuthorizationException("g"), "may not read as the group account-sync"),
                Arguments.of(new SaslAuthenticationException("secret"), "is not let in by Kafka at broker:9092"),
                Arguments.of(new SSLHandshakeException("secret"), "is not let in by Kafka at broker:9092"),
                Arguments.of(new TimeoutException("secret"), "got no answer of Kafka at broker:9092"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachRefusalIsSaidWithItsRemedyAndWithoutTheWordsOfTheClient(Exception refusal, String said) {
        assertThat(new KafkaTrouble("broker:9092", "customers", "account-sync").of(refusal))
                .contains(said)
                .doesNotContain("secret");
    }
}
