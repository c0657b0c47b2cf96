package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with a real log of a real PostgreSQL, read by a real Debezium. */
@Tag("full")
class StreamBehindRunIT {
    private static final String CHANGES =
            """
            - route:
                id: changes
                from:
                  uri: postgres-changes
                  parameters:
                    slot: customers
                    tables: public.customers
                    sync: accounts
                  steps:
                    - to: direct:sync-stream
            """;

    @TempDir
    private Path directory;

    @Test
    void aStreamThatWasPausedWritesNoOlderValueOverThatOfARun() throws Exception {
        try (TestPostgres server = TestPostgres.startLogical();
                LocalOrg org = LocalOrg.start()) {
            TestLog log = new TestLog(server);
            String file = TestSources.ofQuery(TestSync.ACCOUNTS, TestLog.QUERY) + CHANGES;
            try (TestStream stream =
                    TestStream.of(org, directory, file, "source.url", log.url(), "source.username", "postgres")) {
                awaitSlot(log, true);
                log.named(1, "First");
                awaitName(org, "First");

                stream.sync().context().getRouteController().stopRoute("changes");
                awaitSlot(log, false);
                log.named(1, "Second");
                log.named(1, "Third");
                log.named(2, "Two");
                assertThat(stream.sync().run().count(Count.UPDATED)).isEqualTo(1);
                log.named(3, "Last");
                List<Object> written = new CopyOnWriteArrayList<>();
                org.watch("Account", account -> written.add(account.get("Name")));
                stream.sync().context().getRouteController().startRoute("changes");
                await().atMost(Duration.ofMinutes(2)).until(() -> name(org, 3) != null);
                log.named(1, "Fourth");
                awaitName(org, "Fourth");

                assertThat(written).containsExactly("Last", "Fourth");
            }
            assertThat(TestStream.lastSession(org, directory).counts().get("duplicate"))
                    .as("two of customer 1, one of customer 2, and what came once more")
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static void awaitSlot(TestLog log, boolean active) {
        await().atMost(Duration.ofMinutes(2)).until(() -> log.database()
                .queryForList("select active from pg_replication_slots where slot_name = 'customers'", Boolean.class)
                .equals(List.of(active)));
    }

    private static void awaitName(LocalOrg org, String name) {
        await().atMost(Duration.ofMinutes(2)).until(() -> name.equals(name(org, 1)));
    }

    private static Object name(LocalOrg org, int id) {
        return org.find("Account", "Customer_Id__c", String.valueOf(id))
                .map(account -> account.get("Name"))
                .orElse(null);
    }
}
