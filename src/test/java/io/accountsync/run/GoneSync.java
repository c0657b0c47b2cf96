package io.accountsync.run;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.Planning;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pieces of tests of rows that are gone: sync files, and rows with the columns of {@link TestSync} and deleted_at. */
final class GoneSync {
    static final String FLAG = "whenRowGone: flag\n        flag: { field: Rating, value: Cold }";
    static final String DELETE = "whenRowGone: delete";
    static final String TOMBSTONES = "deletedWhen: \"${body[deleted_at]} != null\"";

    /** A deletions route whose rows are in the bean {@code gone}. */
    static final String DELETIONS_ROUTE =
            """
            - route:
                id: accounts-deletions
                from:
                  uri: direct
                  parameters:
                    name: accounts-deletions
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: gone
                            method: rows
            """;

    private GoneSync() {}

    /** What the bean {@code gone} is. */
    public static final class Named {
        private List<Map<String, Object>> rows = List.of();

        void keys(Object... keys) {
            rows = Stream.of(keys).map(key -> Map.of("gone_key", key)).toList();
        }

        /** Asked by the route. */
        public Collection<Map<String, Object>> rows() {
            return rows;
        }
    }

    /** The sync file with these properties. */
    static String file(String mapping, String... properties) {
        return mapping.replace("externalId:", String.join("\n        ", properties) + "\n        externalId:");
    }

    /** A sync that deletes or flags as many as it finds, apart from what further keys say. */
    static TestSync start(LocalOrg org, Path directory, String mapping, String... settings) {
        String[] all = Stream.concat(Stream.of("sync.max-deletions", "100%"), Stream.of(settings))
                .toArray(String[]::new);
        return TestSync.start(org, directory, mapping, all);
    }

    /** One whose process has a clock of its own. */
    static TestSync start(LocalOrg org, Path directory, TestClock clock, String mapping, String... settings) {
        return TestSync.startFile(org, directory, clock, mapping + TestSync.ROWS, List.of(settings));
    }

    /** One with a deletions route. */
    static TestSync startWithRoute(LocalOrg org, Path directory, Named named, String mapping, String... settings) {
        String[] all = Stream.concat(Stream.of("sync.max-deletions", "100%"), Stream.of(settings))
                .toArray(String[]::new);
        return TestSync.startFileWith(org, directory, "gone", named, mapping + TestSync.ROWS + DELETIONS_ROUTE, all);
    }

    /** Customers 1 to n, of which some are tombstones. */
    static List<Map<String, Object>> customers(int n, Integer... gone) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : TestSync.customers(n)) {
            rows.add(with(row, "deleted_at", List.of(gone).contains(row.get("id")) ? "2026-01-01" : ""));
        }
        return rows;
    }

    /** A row with one more column. */
    static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
        Map<String, Object> one = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        one.putAll(row);
        one.put(column, value);
        return one;
    }

    /** Whether the org has a customer. */
    static boolean has(LocalOrg org, Object key) {
        return org.find("Account", "Customer_Id__c", String.valueOf(key)).isPresent();
    }

    /** What the org has in a field of a customer. */
    static Object field(LocalOrg org, Object key, String field) {
        return org.find("Account", "Customer_Id__c", String.valueOf(key))
                .orElseThrow()
                .get(field);
    }

    /** What a run would do. */
    static PlanReport plan(TestSync sync, List<PlannedRecord> records) throws Exception {
        return new Planning(sync.context(), records::add, Optional.empty()).plan("accounts", null, List.of());
    }

    /** The plan that a guard has kept. */
    static Plan held(TestSync sync) {
        return sync.ofState(state -> state.plans().all().get(0));
    }

    /** Approves it. */
    static void approve(TestSync sync) {
        String plan = held(sync).id();
        sync.ofState(state -> state.plans().approve(plan));
    }
}
