package io.accountsync.run.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.Org;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentRecordsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private TestSync sync;
    private RowMapper mapper;
    private CurrentRecords records;

    @BeforeEach
    void start() throws Exception {
        sync = TestSync.start(org, directory);
        Org asked = new Org(sync.context());
        Sync accounts = sync.engine().syncs().get("accounts");
        mapper = accounts.mapping().bind(new CachedDescribes(asked)).mapper();
        QueryPager pages = new QueryPager(asked);
        records = new CurrentRecords(pages, "Account", mapper);
    }

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void recordsAreFoundByKeyWhateverTheirCase() throws Exception {
        org.insert("Account", Map.of("Name", "One", "Customer_Id__c", "Ab-1"));
        Map<String, JsonNode> found = records.find(List.of("AB-1", "x"), List.of("Name"));
        assertThat(found).containsOnlyKeys("ab-1");
        assertThat(found.get("ab-1").path("Name").asText()).isEqualTo("One");
    }

    @Test
    void keysThatLookLikeQueriesAreKeys() throws Exception {
        List<String> keys = List.of("O'Neil", "a\\b", "say \"hi\"", "x') OR (Name != '", "50%_&+=é😀");
        keys.forEach(key -> org.insert("Account", Map.of("Name", key, "Customer_Id__c", key)));
        Map<String, JsonNode> found = records.find(keys, List.of());
        assertThat(found.values())
                .extracting(record -> record.path("Customer_Id__c").asText())
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void twoHundredKeysAreOneQueryAndLongKeysAsManyAsAddressesTake() throws Exception {
        List<String> many = new ArrayList<>();
        List<String> longOnes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add("C" + i);
            longOnes.add("ü".repeat(15) + i);
        }
        longOnes.forEach(key -> org.insert("Account", Map.of("Name", key, "Customer_Id__c", key)));
        long before = org.stats().calls(CallKind.COMPOSITE);
        records.find(many, List.of("Name"));
        assertThat(org.stats().calls(CallKind.COMPOSITE)).isEqualTo(before + 1);
        assertThat(records.find(longOnes, List.of("Name"))).hasSize(200);
        assertThat(org.stats().calls(CallKind.COMPOSITE)).isBetween(before + 2, before + 4);
    }

    @Test
    void aLookupIsReadByTheKeyOfItsParent() throws Exception {
        String parent = org.insert("Account", Map.of("Name", "P", "Customer_Id__c", "P1"));
        org.insert("Account", Map.of("Name", "C", "Customer_Id__c", "C1", "ParentId", parent));
        OrgField field = mapper.orgFields().stream()
                .filter(one -> one.lookup() != null)
                .findFirst()
                .orElseThrow();
        JsonNode record = records.find(List.of("C1"), field.selected().toList()).get("c1");
        assertThat(field.shown(record)).isEqualTo("P1");
        assertThat(record.path("ParentId").asText()).isEqualTo(parent);
    }

    @Test
    void aPageThatFailsForAWhileIsAskedForAgain() throws Exception {
        org.insert("Account", Map.of("Name", "One", "Customer_Id__c", "1"));
        org.faults().add(FaultMatch.on(CallKind.COMPOSITE).once(), FaultAction.dropConnection());
        assertThat(records.find(List.of("1"), List.of())).hasSize(1);
    }
}
