package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process lives for months and makes runs all the time. The context keeps each producer, and with it a client of the session,
 * until it is told that nobody needs it any more.
 */
class KeptServicesTest {
    private static final String FILE =
            TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:")
                    + """
                - name: pages
                  type: io.accountsync.source.Pages
                  properties:
                    route: page
            - route:
                id: accounts-source
                from:
                  uri: direct:accounts-source
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: pages
            - route:
                id: accounts-outcomes
                autoStartup: "true"
                from:
                  uri: direct:accounts-outcomes
                  steps:
                    - log: told
            - route:
                id: page
                from:
                  uri: direct:page
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: rows
                            method: read
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void aContextKeepsNothingOfRunsAndCommandsThatEnded(String path) throws Exception {
        try (TestSync sync = TestSync.startFile(
                org, directory, FILE, "sync.path", path, "sync.max-missing", "100", "sync.max-deletions", "100%")) {
            Kept kept = new Kept();
            sync.context().addLifecycleStrategy(kept);
            everything(sync);
            int before = kept.count();
            List<Integer> after = Stream.generate(() -> {
                        everything(sync);
                        return kept.count();
                    })
                    .limit(2)
                    .toList();
            assertThat(after).as("services: %s", kept.services).containsOnly(before);
        }
    }

    /** Creates, updates and deletes records; asks what would be done, whether both sides agree, and whether all is in order. */
    private static void everything(TestSync sync) {
        for (int rows : new int[] {3, 2}) {
            RunReport report = sync.rows(TestSync.customers(rows)).run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        }
        sync.run(RunMode.FULL_REFRESH);
        try {
            sync.plan(RunMode.INCREMENTAL, line -> {});
            new Reconciliation(sync.context(), difference -> {}, Optional.empty()).compare("accounts");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The services of a context that were added and not removed. */
    private static final class Kept extends LifecycleStrategySupport {
        private final Set<Service> services =
                Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

        @Override
        public void onServiceAdd(CamelContext context, Service service, Route route) {
            services.add(service);
        }

        @Override
        public void onServiceRemove(CamelContext context, Service service, Route route) {
            services.remove(service);
        }

        int count() {
            return services.size();
        }
    }
}
