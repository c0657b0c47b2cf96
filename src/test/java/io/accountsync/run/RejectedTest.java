package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 2 and design rule 6: what was refused stays known until it succeeds or its row changes. */
class RejectedTest {
    private final LocalOrg org = LocalOrg.start();
    private final Fault rule = org.faults()
            .add(
                    FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                    FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void anUnchangedPayloadThatWasRefusedIsNotSentAgainExceptToSeeWhetherItPasses() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            org.stats().reset();

            RunReport report = sync.run();

            assertThat(report.count(Count.STILL_REJECTED)).isEqualTo(1);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void aChangedPayloadIsSentLikeAnyOther() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            rule.remove();

            RunReport report = sync.rows(List.of(customer(2, "Mended"))).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);

            RunReport after = sync.run();
            assertThat(after.count(Count.UNCHANGED)).isEqualTo(1);
            assertThat(after.count(Count.STILL_REJECTED)).isZero();
        }
    }

    @Test
    void aChangedMappingMakesAllRefusedRecordsDue() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
        }
        rule.remove();
        try (TestSync sync = TestSync.start(
                org,
                directory,
                ACCOUNTS.replace("tooLong", "x")
                        .replace("BillingCity: \"${body[city]}\"", "ShippingCity: \"${body[city]}\""))) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(2);
        }
    }

    @Test
    void aFullRefreshSendsRefusedRecordsToo() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            rule.remove();
            RunReport report = sync.run(RunMode.FULL_REFRESH);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.UPDATED)).isEqualTo(2);
        }
    }

    @Test
    void theRecordsThatADuplicateRuleFoundAreKept() {
        try (LocalOrg strict = LocalOrg.start(LocalOrgOptions.builder()
                        .duplicateRule("Account", true, "Name")
                        .build());
                TestSync sync = TestSync.start(strict, directory)) {
            String id = strict.insert("Account", Map.of("Name", "Acme", "Customer_Id__c", "other"));

            sync.rows(List.of(customer(1, "Acme"))).run();

            RejectedRecord refused =
                    sync.ofState(state -> state.rejected().find(List.of("1")).get("1"));
            assertThat(refused.code()).isEqualTo("DUPLICATES_DETECTED");
            assertThat(refused.message()).endsWith("(matches " + id + ")");
        }
    }

    @Test
    void aPayloadThatIsRefusedAgainIsNotNews() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            RunReport report = sync.run(RunMode.FULL_REFRESH);
            assertThat(report.count(Count.STILL_REJECTED)).isEqualTo(1);
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aChangedPayloadThatIsRefusedIsNews() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(3)).run();
            RunReport report = sync.rows(List.of(customer(2, "Still wrong"))).run();
            assertThat(report.count(Count.REJECTED)).isEqualTo(1);
            assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        }
    }
}
