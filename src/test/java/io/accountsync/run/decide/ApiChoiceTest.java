package io.accountsync.run.decide;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.SendingPath;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.RunMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which path records go, and that the report says why. */
class ApiChoiceTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void bulkBeginsAtTheThreshold() {
        try (TestSync sync = auto()) {
            SendingPath few = sync.rows(customers(19)).run().path();
            assertThat(few.api()).isEqualTo(ApiPath.COLLECTIONS);
            assertThat(few.remarkable()).isFalse();
            assertThat(few.text())
                    .isEqualTo("collections for 19 records, about 2 calls: fewer than sync.bulk.threshold (20)");

            List<Map<String, Object>> changed = new ArrayList<>();
            customers(20).forEach(customer -> changed.add(row("id", customer.get("id"), "name", "New")));
            RunReport report = sync.rows(changed).run();
            assertThat(report.path().api()).isEqualTo(ApiPath.BULK);
            assertThat(report.path().text())
                    .isEqualTo("Bulk API 2.0 for 20 records, about 7 calls: collections would need 2 calls");
            assertThat(report.toJson()).contains("\"chosen\" : \"bulk\"", "\"predicted_calls\" : 7");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
            assertThat(sync.run().path()).as("nothing to send").isNull();
        }
    }

    @Test
    void whatBulkCannotDoGoesByCollections() {
        for (String[] setting : List.of(
                new String[] {"salesforce.auto-assign", "true"},
                new String[] {"salesforce.duplicate-rules", "allow-alerts"})) {
            try (TestSync sync = TestSync.start(
                    org, directory.resolve(setting[0]), ACCOUNTS, setting[0], setting[1], "sync.path", "bulk")) {
                SendingPath path = sync.rows(customers(30)).run().path();
                assertThat(path.api()).isEqualTo(ApiPath.COLLECTIONS);
                assertThat(path.remarkable()).isTrue();
                assertThat(path.reason()).contains(setting[0] + "=" + setting[1]);
            }
        }
        assertThat(org.stats().calls(CallKind.BULK)).isZero();
    }

    @Test
    void locksMetLatelySpeakAgainstBulk() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).times(10),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
        try (TestSync sync = auto()) {
            RunReport first = sync.rows(customers(100)).run();
            assertThat(first.path().api()).isEqualTo(ApiPath.BULK);
            assertThat(first.count(Count.CREATED))
                    .as("collections send them again")
                    .isEqualTo(100);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isPositive();

            RunReport next = sync.rows(customers(200)).run();
            assertThat(next.path().api()).isEqualTo(ApiPath.COLLECTIONS);
            assertThat(next.path().reason()).contains("10 records met locks");
        }
    }

    @Test
    void callsThatAreNotLeftSpeakForBulkAllTheSame() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.BULK).times(10),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));
        try (TestSync sync = auto("sync.max-calls-per-day", "60")) {
            sync.rows(customers(100)).run();
            RunReport next = sync.rows(customers(800)).run();
            assertThat(next.path().api()).isEqualTo(ApiPath.BULK);
            assertThat(next.path().reason()).contains("collections would need 70 calls, and the day has ", " left");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, FEATURENOTENABLED", "403, FUNCTIONALITY_NOT_ENABLED", "403, API_DISABLED_FOR_ORG"})
    void anOrgThatMakesNoBulkJobsGetsCollections(int status, String code) {
        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.respond(status, code, "Bulk API is not enabled"));
        try (TestSync sync = auto()) {
            RunReport report = sync.rows(customers(30)).run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.path().text()).contains("collections", "Salesforce made no Bulk job: " + code);
            assertThat(org.records("Account")).hasSize(30);
            assertThat(org.stats().calls(CallKind.BULK)).as("asked once").isEqualTo(1);
        }
        try (TestSync sync =
                TestSync.start(org, directory.resolve("other"), ACCOUNTS, "sync.path", "bulk", "sync.retries", "1")) {
            RunReport report = sync.rows(customers(30)).run();
            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.message()).contains("Bulk job", code);
            assertThat(org.stats().calls(CallKind.BULK)).as("asked once more").isEqualTo(2);
        }
    }

    @Test
    void aSmallWaveOfALargeRunGoesByCollections() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(30));
        rows.add(row("id", "child", "name", "Child", "parent", "1"));
        try (TestSync sync = auto()) {
            RunReport report = sync.rows(rows).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(31);
            assertThat(report.path().calls()).isEqualTo(8);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void aLongChainOfParentsTakesOneCallALevelWhereTheKeySaysBulkAndThePlanSaysSo() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int level = 0; level < 6; level++) {
            for (int branch = 0; branch < 2; branch++) {
                rows.add(row("id", level + "-" + branch, "name", "C", "parent", level == 0 ? null : level - 1 + "-0"));
            }
        }
        rows.add(row("id", "root", "name", "C"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.path", "bulk")) {
            SendingPath planned =
                    sync.rows(rows).plan(RunMode.INCREMENTAL, record -> {}).path();
            RunReport report = sync.run();

            assertThat(report.count(Count.CREATED)).as(report.toJson()).isEqualTo(13);
            assertThat(report.path()).isEqualTo(planned);
            assertThat(planned.calls()).as("a job and five levels").isEqualTo(7 + 5);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(5);
            assertThat(org.stats().calls(CallKind.BULK)).isBetween(5L, 9L);
            assertThat(report.path().reason())
                    .isEqualTo(
                            "sync.path says so; parents go before children, and 5 of the 6 steps, each with at most 2 "
                                    + "records, go by collections: a Bulk job takes about 7 calls however small it is");
        }
    }

    @Test
    void aStepThatIsWorthAJobGoesByBulkThoughAnotherOneIsLarger() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(90));
        for (int i = 0; i < 70; i++) {
            rows.add(row("id", "c" + i, "name", "Child", "parent", i + 1));
        }
        rows.add(row("id", "d", "name", "Child of a child", "parent", "c1"));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.path", "bulk", "sync.batch-size", "10")) {
            RunReport report = sync.rows(rows).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(161);
            assertThat(report.path().calls()).isEqualTo(7 + 7 + 1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void whatGoesInTwoStepsIsForetoldTwiceAndByTheOperationsThatSendIt() throws Exception {
        String partners = ACCOUNTS.replace("fields[Parent]", "fields[Partner__r]")
                .replace("externalId:", "whenGone: reject\n        externalId:");
        List<Map<String, Object>> rows = new ArrayList<>(customers(5));
        for (int i = 0; i < 12; i++) {
            rows.add(row("id", "r" + i, "name", "Ring", "parent", "r" + (i + 1) % 12));
        }
        try (LocalOrg linked = LocalOrg.start(LocalOrgOptions.builder()
                        .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
                        .build());
                TestSync sync = TestSync.start(
                        linked, directory, partners, "sync.path", "collections", "sync.batch-size", "10")) {
            sync.rows(customers(4)).run();
            linked.stats().reset();
            rows.replaceAll(row -> String.valueOf(row.get("id")).equals("1") ? row("id", "1", "name", "Changed") : row);
            SendingPath planned =
                    sync.rows(rows).plan(RunMode.INCREMENTAL, record -> {}).path();
            RunReport report = sync.run();

            assertThat(report.count(Count.CREATED)).as(report.toJson()).isEqualTo(13);
            assertThat(planned.calls())
                    .as("one updated, thirteen new, twelve linked")
                    .isEqualTo(1 + 2 + 2);
            assertThat(linked.stats().calls(CallKind.COLLECTIONS)).isEqualTo(planned.calls());
            assertThat(report.path()).isEqualTo(planned);
        }
    }

    private TestSync auto(String... settings) {
        List<String> all =
                new ArrayList<>(List.of("sync.path", "auto", "sync.bulk.threshold", "20", "sync.batch-size", "10"));
        all.addAll(List.of(settings));
        return TestSync.start(org, directory, ACCOUNTS, all.toArray(String[]::new));
    }
}
