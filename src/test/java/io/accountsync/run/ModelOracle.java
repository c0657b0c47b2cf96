package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What must hold of a {@link Model}, said in terms of rows and Accounts. */
final class ModelOracle {
    private ModelOracle() {}

    /** @param mapping which one the sync has, see {@link Model} */
    static void assertOrgIsWhereTheSourceIs(LocalOrg org, ModelSource source, int mapping, RunReport report) {
        Map<String, Map<String, Object>> accounts = new TreeMap<>();
        Map<Object, String> keys = new TreeMap<>();
        for (Map<String, Object> account : org.records("Account")) {
            String key = account.get("Customer_Id__c").toString().strip().toLowerCase(Locale.ROOT);
            assertThat(accounts.put(key, account))
                    .as("twice in the org: " + key)
                    .isNull();
            keys.put(account.get("Id"), key);
        }
        source.newest().forEach((key, row) -> {
            if (row.parent() != null && !accounts.containsKey(row.parent())) {
                return;
            }
            Map<String, Object> account = accounts.get(key);
            assertThat(account).as(key + " in " + report.toJson()).isNotNull();
            assertThat(account.get("Name")).as(key).isEqualTo(mapping == 1 ? row.name() + " Inc." : row.name());
            assertThat(account.get("BillingCity")).as(key).isEqualTo(mapping == 2 ? "Berlin" : row.city());
            assertThat(account.get("ParentId") == null ? null : keys.get(account.get("ParentId")))
                    .as(key)
                    .isEqualTo(row.parent());
        });
    }

    /** Each row that was read has one end, and nothing looks like a fault of ours. */
    static void assertAccounted(RunReport report) {
        long ends = 0;
        for (Count count : Count.values()) {
            ends += count.isOutcome() ? report.count(count) : 0;
        }
        assertThat(ends).as(report.toJson()).isEqualTo(report.count(Count.READ));
        assertThat(String.valueOf(report.message())).doesNotContain("fault of account-sync", "Exception");
    }

    /** What a process that lost its lease may change in the state: it puts records in doubt, and takes fingerprints away. */
    static void assertTookOnlyAway(
            Map<String, List<String>> contents, Map<String, String> fingerprints, ModelState now, RunReport report) {
        assertThat(now.contents()).as(report.toJson()).isEqualTo(contents);
        Map<String, String> left = now.fingerprints();
        assertThat(fingerprints).as(report.toJson()).containsAllEntriesOf(left);
        assertThat(now.doubts())
                .containsAll(fingerprints.keySet().stream()
                        .filter(key -> !left.containsKey(key))
                        .toList());
    }
}
