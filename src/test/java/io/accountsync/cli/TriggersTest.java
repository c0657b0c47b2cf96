package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.PatternHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that looks, or runs one sync, starts nothing that takes rows by itself: only {@code serve} does. */
class TriggersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "quartz:accounts?cron=0 0 3 * * ?",
                "kafka:customers?brokers=localhost:9092",
                "file:inbox",
                "platform-http:/rows",
                "postgres-changes:customers?tables=public.customers",
                "postgres-changes?slot=customers&tables=public.customers",
                "kamelet:some-source?topic=a\nb"
            })
    void whatTakesRowsByItselfIsStartedByServeAlone(String address) {
        assertThat(isStartedByServeAlone(EndpointHelper.normalizeEndpointUri(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kamelet://source/account-sync-sink-1?routeId=account-sync-sink-1",
                "direct:sync-run",
                "direct:sync-stream?timeout=1",
                "customers-changes",
                "accounts-source"
            })
    void routesThatAreCalledAndIdsOfRoutesAreNoTriggers(String addressOrId) {
        assertThat(isStartedByServeAlone(addressOrId)).isFalse();
        assertThat(isStartedByServeAlone(addressOrId.replace("direct:", "direct://")))
                .isFalse();
    }

    private static boolean isStartedByServeAlone(String addressOrId) {
        return PatternHelper.matchPattern(addressOrId, CamelRuntime.TRIGGERS);
    }
}
