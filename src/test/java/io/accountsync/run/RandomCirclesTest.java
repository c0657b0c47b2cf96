package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.plan.Planning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that point to each other at random, change at random, and meet runs that reject or stop at random: in the end org and
 * source are alike, and what plan foretold of creates is what was created.
 */
@Tag("full")
class RandomCirclesTest {
    private static final int KEYS = 40;

    private static final String PARTNERS =
            ACCOUNTS.replace("fields[Parent]:", "fields[Partner__r]:\n          whenEmpty: clear");

    @TempDir
    private Path directory;

    private final Map<String, String> partners = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverPointsToWhatOrgAndSourceAreAlikeInTheEnd(long seed) throws Exception {
        Random random = new Random(seed);
        try (LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
                .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
                .build())) {
            for (int round = 0; round < 4; round++) {
                edit(random);
                disturb(org, random);
                run(org, random);
                org.faults().clear();
            }
            long before = org.records("Account").size();
            PlanReport plan = plan(org);
            RunReport last = run(org, random);

            assertThat(last.status()).as("seed %d: %s", seed, last.toJson()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(plan.count(Totals.CREATES))
                    .as("seed %d", seed)
                    .isEqualTo(org.records("Account").size() - before);
            assertThat(partnersIn(org)).as("seed %d", seed).isEqualTo(partners);
        }
    }

    /** Some rows more, and others that point elsewhere; all point to rows that are there. */
    private void edit(Random random) {
        for (int i = 0; i < KEYS / 2; i++) {
            partners.putIfAbsent(String.valueOf(random.nextInt(KEYS)), null);
        }
        List<String> keys = new ArrayList<>(partners.keySet());
        for (String key : keys) {
            if (random.nextInt(3) == 0) {
                partners.put(key, random.nextInt(4) == 0 ? null : keys.get(random.nextInt(keys.size())));
            }
        }
    }

    private static void disturb(LocalOrg org, Random random) {
        String key = String.valueOf(random.nextInt(KEYS));
        switch (random.nextInt(4)) {
            case 0 ->
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS).withKey(key),
                                FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "not now"));
            case 1 ->
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS).from(1 + random.nextInt(4)),
                                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
            case 2 ->
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS)
                                        .from(1 + random.nextInt(3))
                                        .once(),
                                FaultAction.loseAnswer());
            default -> {
                // A quiet run.
            }
        }
    }

    private RunReport run(LocalOrg org, Random random) {
        try (TestSync sync = start(org, random.nextBoolean() ? "collections" : "bulk")) {
            return sync.run();
        }
    }

    private PlanReport plan(LocalOrg org) throws Exception {
        try (TestSync sync = start(org, "collections")) {
            return new Planning(sync.context(), planned -> {}, Optional.empty()).plan("accounts", null, List.of());
        }
    }

    private TestSync start(LocalOrg org, String path) {
        List<Map<String, Object>> rows = new ArrayList<>();
        partners.forEach((key, partner) -> rows.add(row("id", key, "name", "Company " + key, "parent", partner)));
        return TestSync.start(
                        org,
                        directory,
                        PARTNERS,
                        "sync.path",
                        path,
                        "sync.batch-size",
                        "7",
                        "sync.call-timeout",
                        "2s",
                        "sync.doubt-margin",
                        "0s")
                .rows(rows);
    }

    private static Map<String, String> partnersIn(LocalOrg org) {
        Map<Object, String> keys = new HashMap<>();
        org.records("Account").forEach(account -> keys.put(account.get("Id"), (String) account.get("Customer_Id__c")));
        Map<String, String> partners = new HashMap<>();
        org.records("Account")
                .forEach(account ->
                        partners.put((String) account.get("Customer_Id__c"), keys.get(account.get("Partner__c"))));
        return partners;
    }
}
