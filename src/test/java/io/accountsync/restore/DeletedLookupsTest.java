package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.run.Count;
import io.accountsync.run.DeletingSync;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is kept of a deleted record is what it pointed to before the run deleted anything, in however many calls: Salesforce clears
 * lookups to what earlier calls delete.
 */
class DeletedLookupsTest {
    private static final Duration LONGER_THAN_THE_BIN = Duration.ofDays(16);

    private final TestClock clock = TestClock.going();
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .clock(clock)
            .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
            .build());

    /** What each points to by both lookups, by key. */
    private final Map<String, List<String>> pointed = new HashMap<>();

    private final Map<String, String> keys = new HashMap<>();

    @TempDir
    private Path directory;

    private DeletingSync sync;

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @ParameterizedTest(name = "{0}, jobs of {1}")
    @CsvSource({"collections,15MB"})
    @Tag("full")
    void ofChainsAndCirclesThroughAllCallsEveryLookupIsKept(String path, String jobSize) throws Exception {
        begin(251, "sync.path", path, "sync.bulk.job-size", jobSize);
        pointInChainAndCircle(251);

        assertThat(sync.runWithRows(1).count(Count.DELETED)).isEqualTo(250);

        assertThat(kept()).isEqualTo(pointed);
    }

    @ParameterizedTest
    @CsvSource({"collections,15MB", "bulk,1000"})
    void aRecordOfALaterCallKeepsItsLookupsToThoseOfEarlierOnes(String path, String jobSize) throws Exception {
        begin(61, "sync.path", path, "sync.bulk.job-size", jobSize, "sync.batch-size", "20");
        pointInChainAndCircle(61);

        assertThat(sync.runWithRows(1).count(Count.DELETED)).isEqualTo(60);

        assertThat(kept()).isEqualTo(pointed);
    }

    @Test
    void whatARunHasClearedThatStoppedHalfwayIsKeptForTheNextOne() throws Exception {
        begin(10, "sync.batch-size", "3", "sync.in-flight", "1");
        pointInChainAndCircle(10);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").from(2),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "no more"));
        RunReport stopped = sync.runWithRows(1);
        assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(stopped.count(Count.DELETED)).isEqualTo(3);
        org.faults().clear();

        assertThat(sync.runWithRows(1).count(Count.DELETED)).isEqualTo(6);
        clock.advance(LONGER_THAN_THE_BIN);
        assertThat(restore().status()).isEqualTo(RunStatus.SUCCEEDED);

        assertThat(lookups()).isEqualTo(pointed);
    }

    @Test
    void whatARejectedRecordHasLostIsKeptUntilItIsDeleted() throws Exception {
        begin(4);
        points("Partner__c", "2", "3");
        points("ParentId", "4", "3");
        reject("2");
        reject("4");
        assertThat(sync.runWithRows(1).count(Count.NOT_DELETED)).isEqualTo(2);
        assertThat(sync.deletion("2").payload()).contains("Partner__c").doesNotContain("Company");
        org.faults().clear();
        sync.runWithRows(1);
        clock.advance(LONGER_THAN_THE_BIN);
        assertThat(restore().status()).isEqualTo(RunStatus.SUCCEEDED);

        assertThat(lookups()).isEqualTo(pointed);
    }

    @Test
    void whatSomebodyClearedMeanwhileIsNotKeptNorWhatARowThatIsBackMayHaveCleared() throws Exception {
        begin(5);
        String other = org.insert("Account", Map.of("Name", "Other"));
        points("Partner__c", "2", "3");
        org.edit("Account", sync.idOf("4"), Map.of("Partner__c", other));
        reject("2");
        reject("4");
        sync.runWithRows(1);
        org.edit("Account", sync.idOf("4"), Collections.singletonMap("Partner__c", null));
        sync.runWithRows(2);
        org.faults().clear();
        sync.runWithRows(1);

        assertThat(sync.deletion("4").payload()).contains("Company 4").doesNotContain(other);
        assertThat(sync.deletion("2").payload()).contains("Company 2").doesNotContain("Partner__c");
    }

    @Test
    void anotherQueryForEach250RecordsWhereThereIsMoreThanOneCall() {
        begin(31, "sync.batch-size", "10");
        points("Partner__c", "2", "3");
        org.stats().reset();
        sync.runWithRows(21);
        long one = org.stats().calls(CallKind.QUERY);
        org.stats().reset();
        sync.runWithRows(1);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(2);
        assertThat(org.stats().calls(CallKind.QUERY)).isEqualTo(one + 2);
    }

    private void begin(int rows, String... settings) {
        sync = DeletingSync.start(org, directory, settings);
        assertThat(sync.runWithRows(rows).count(Count.CREATED)).isEqualTo(rows);
    }

    /** Of the records 2 to n each has the next one as its partner, and the last one the first; and the one before as its parent. */
    private void pointInChainAndCircle(int n) {
        for (int key = 2; key <= n; key++) {
            points("Partner__c", "" + key, key == n ? "2" : "" + (key + 1));
            if (key > 2) {
                points("ParentId", "" + key, "" + (key - 1));
            }
        }
    }

    private void points(String field, String key, String target) {
        List<String> before = pointed.getOrDefault(key, List.of("", ""));
        pointed.put(key, field.equals("ParentId") ? List.of(target, before.get(1)) : List.of(before.get(0), target));
        keys.put(sync.idOf(target), target);
        org.edit("Account", sync.idOf(key), Map.of(field, sync.idOf(target)));
    }

    /** The same as the state kept it. */
    private Map<String, List<String>> kept() throws Exception {
        Map<String, List<String>> found = new HashMap<>();
        for (String key : pointed.keySet()) {
            JsonNode payload = new ObjectMapper().readTree(sync.deletion(key).payload());
            found.put(
                    key,
                    List.of(
                            keys.getOrDefault(payload.path("ParentId").asText(), ""),
                            keys.getOrDefault(payload.path("Partner__c").asText(), "")));
        }
        return found;
    }

    private Map<String, List<String>> lookups() {
        Map<Object, String> byId = new HashMap<>();
        org.records("Account")
                .forEach(account -> byId.put(account.get("Id"), Objects.toString(account.get("Customer_Id__c"))));
        Map<String, List<String>> found = new HashMap<>();
        for (Map<String, Object> account : org.records("Account")) {
            List<String> targets = List.of(
                    byId.getOrDefault(account.get("ParentId"), ""), byId.getOrDefault(account.get("Partner__c"), ""));
            if (!targets.equals(List.of("", ""))) {
                found.put(byId.get(account.get("Id")), targets);
            }
        }
        return found;
    }

    private void reject(String key) {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE").withKey(sync.idOf(key)),
                        FaultAction.rejectRecord("DELETE_FAILED", "it has closed opportunities"));
    }

    private RestoreReport restore() throws Exception {
        return new Restoration(sync.sync().context())
                .restore("accounts", new Chosen(List.of(), null), false, record -> {});
    }
}
