package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.run.Count;
import io.accountsync.run.DeletingSync;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that must be made with what it points to is not made without it, and the reason is said before anything is done. */
class RequiredLookupsTest {
    private static final FieldSpec PARTNER = FieldSpec.lookupTo("Account", "Partner__c", "Partner__r");

    private final TestClock clock = TestClock.going();

    @TempDir
    private Path directory;

    @Test
    void aCircleOfLookupsThatCannotBeSetLaterAndWhatHangsOnItIsRefusedWithItsKeys() throws Exception {
        FieldSpec setOnce = new FieldSpec(
                PARTNER.name(),
                PARTNER.label(),
                PARTNER.type(),
                PARTNER.size(),
                new FieldSpec.Access(true, true, false, false),
                PARTNER.lookup(),
                PARTNER.values(),
                PARTNER.reference(),
                null,
                null);
        try (LocalOrg org = org(setOnce);
                DeletingSync sync = DeletingSync.start(org, directory)) {
            sync.runWithRows(6);
            Map.of("2", "3", "3", "2", "4", "2", "5", "5", "6", "1")
                    .forEach((key, target) ->
                            org.edit("Account", sync.idOf(key), Map.of("Partner__c", sync.idOf(target))));
            sync.runWithRows(1);
            clock.advance(Duration.ofDays(16));

            List<Restored> said = restore(sync.sync().context(), true);
            List<Restored> restored = restore(sync.sync().context(), false);

            assertThat(restored)
                    .extracting(one -> one.key().text(), Restored::code)
                    .containsExactlyInAnyOrder(
                            tuple("2", "CIRCULAR_REFERENCE"),
                            tuple("3", "CIRCULAR_REFERENCE"),
                            tuple("4", null),
                            tuple("5", "CIRCULAR_REFERENCE"),
                            tuple("6", null))
                    .containsExactlyInAnyOrderElementsOf(said.stream()
                            .map(one -> tuple(one.key().text(), one.code()))
                            .toList());
            assertThat(messageOf("2", restored)).contains("Partner__c must be set", "2, 3");
        }
    }

    @Test
    void aRequiredLookupToARecordThatIsGoneIsRefusedWithFieldAndId() throws Exception {
        String mapping = TestSync.ACCOUNTS
                .replace("externalId:", "whenRowGone: delete\n        externalId:")
                .replace("BillingCity:", "Partner__c:");
        try (LocalOrg org = org(PARTNER.required())) {
            String other = org.insert("Account", Map.of("Name", "Other", "Customer_Id__c", "other"));
            try (TestSync sync =
                    TestSync.start(org, directory, mapping, "sync.max-missing", "100", "sync.max-deletions", "100%")) {
                List<Map<String, Object>> rows = List.of(
                        TestSync.row("id", 1, "name", "One", "city", other),
                        TestSync.row("id", 2, "name", "Two", "city", other));
                sync.rows(rows).run();
                assertThat(sync.rows(rows.subList(0, 1)).run().count(Count.DELETED))
                        .isEqualTo(1);
                String first = org.find("Account", "Customer_Id__c", "1")
                        .orElseThrow()
                        .get("Id")
                        .toString();
                org.edit("Account", first, Map.of("Partner__c", first));
                org.delete(other);

                clock.advance(Duration.ofDays(16));
                List<Restored> said = restore(sync.context(), true);
                List<Restored> restored = restore(sync.context(), false);

                assertThat(restored).isEqualTo(said).singleElement().satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("REFERENCE_GONE");
                    assertThat(refused.message()).contains("Partner__c must not be empty", other);
                });
            }
        }
    }

    private LocalOrg org(FieldSpec partner) {
        return LocalOrg.start(LocalOrgOptions.builder()
                .clock(clock)
                .withField("Account", partner)
                .build());
    }

    private static String messageOf(String key, List<Restored> restored) {
        return restored.stream()
                .filter(one -> one.key().text().equals(key))
                .findFirst()
                .orElseThrow()
                .message();
    }

    private static List<Restored> restore(CamelContext context, boolean dryRun) throws Exception {
        List<Restored> restored = new ArrayList<>();
        RestoreReport report =
                new Restoration(context).restore("accounts", new Chosen(List.of(), null), dryRun, restored::add);
        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        return restored;
    }
}
