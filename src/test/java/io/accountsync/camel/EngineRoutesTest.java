package io.accountsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.adopt.Adoption;
import io.accountsync.adopt.AdoptionReport;
import io.accountsync.adopt.ProposalFiles;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has copies of engine routes from the version before the route sync-request, and named the others as they are. */
class EngineRoutesTest {
    private static final List<String> FILES =
            List.of("sync-run", "sync-send", "sync-bulk", "sync-plan", "sync-adopt", "sync-failures");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest(name = "copied: {0}")
    @ValueSource(
            strings = {
                "sync-run,sync-send,sync-bulk,sync-plan,sync-adopt,sync-failures",
                "sync-send",
                "sync-bulk",
                "sync-adopt",
                "sync-failures",
                "sync-run,sync-plan"
            })
    void aCallThatFailsIsStillAnAnswerAndIsRepeated(String copied) {
        try (TestSync sync = start(copied)) {
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).times(2), FaultAction.dropConnection());
            RunReport first = sync.rows(TestSync.customers(10)).run();
            assertThat(first.status()).as(first.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(first.count(Count.CREATED)).isEqualTo(10);
        }
        try (TestSync sync = start(copied, "sync.path", "bulk")) {
            org.faults().add(FaultMatch.on(CallKind.BULK).times(1), FaultAction.dropConnection());
            RunReport bulk = sync.rows(TestSync.customers(30)).run();
            assertThat(bulk.status()).as(bulk.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(bulk.count(Count.CREATED)).isEqualTo(20);
        }
    }

    @ParameterizedTest(name = "copied: {0}")
    @ValueSource(strings = {"sync-send", "sync-adopt", "sync-failures"})
    void adoptionGoesOnToo(String copied) throws Exception {
        try (TestSync sync = start(copied)) {
            org.insert("Account", Map.of("Name", "Bolts", "BillingCity", "Bern"));
            sync.rows(List.of(TestSync.row("id", "1", "name", "Bolts", "city", "Bern")));
            Path file = directory.resolve("adopt.csv");
            Adoption adoption = new Adoption(sync.context());
            adoption.match("accounts", "Name + BillingCity", ProposalFiles.csv(file));
            org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).times(1), FaultAction.dropConnection());
            AdoptionReport report = adoption.apply("accounts", file);
            assertThat(report.written()).as(report + Files.readString(file)).isEqualTo(1);
            assertThat(org.records("Account").get(0)).containsEntry("Customer_Id__c", "1");
        }
    }

    @Test
    void aCopyThatDeletesNothingIsRefusedWhereASyncDeletes() {
        String deletes = TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:");

        assertThatThrownBy(() -> startWith(deletes, "sync-run").close())
                .hasStackTraceContaining(
                        "engine-routes-before/sync-run.camel.yaml: the route sync-run has no step that deletes, "
                                + "and whenRowGone is delete in accounts: nothing would be deleted. Add a step");
        startWith(deletes, "sync-send").close();
        start("sync-run").close();
    }

    private TestSync start(String copied, String... settings) {
        return startWith(TestSync.ACCOUNTS, copied, settings);
    }

    private TestSync startWith(String mapping, String copied, String... settings) {
        Set<String> old = Set.of(copied.split(","));
        String routes = FILES.stream()
                .map(file -> (old.contains(file) ? "classpath:engine-routes-before/" : "classpath:routes/engine/")
                        + file + ".camel.yaml")
                .collect(Collectors.joining(","));
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "sync.engine-routes";
        all[settings.length + 1] = routes;
        return TestSync.start(org, directory, mapping, all);
    }
}
