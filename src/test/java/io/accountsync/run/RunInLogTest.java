package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Lines of the log say which sync and run they are about. */
class RunInLogTest {
    private static final String LISTENING =
            """
            - route:
                id: accounts-outcomes
                from:
                  uri: direct
                  parameters:
                    name: accounts-outcomes
                  steps:
                    - bean:
                        ref: rows
                        method: pass('outcomes')
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void everyThreadThatWorksForARunSaysSo(String path) {
        Set<String> about = ConcurrentHashMap.newKeySet();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(
                        org, directory, ACCOUNTS + LISTENING, "sync.batch-size", "10", "sync.path", path)) {
            sync.watchTransactions().whenPassing(point -> {
                if (!point.equals("outcomes") && about.isEmpty()) {
                    return;
                }
                about.add(String.valueOf(MDC.getCopyOfContextMap()));
                threads.add(Thread.currentThread().getName());
            });
            sync.rows(() -> {
                        about.add(String.valueOf(MDC.getCopyOfContextMap()));
                        return customers(100);
                    })
                    .run();
        }
        assertThat(about).allMatch(said -> said.contains("sync=accounts") && said.contains("run=1"));
        assertThat(threads).isNotEmpty();
    }

    @Test
    void afterARunNothingIsAboutIt() {
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(1)).run();
            assertThat(MDC.get("run")).isNull();
            assertThat(MDC.get("sync")).isNull();
        }
    }
}
