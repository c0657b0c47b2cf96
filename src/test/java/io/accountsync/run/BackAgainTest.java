package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that changes and changes back, with something going wrong in between: Salesforce ends up with the last one. */
class BackAgainTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aRowThatIsBackAtItsOldValueIsSentWhenTheAnswerToTheNewOneWasLost() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            Fault lost = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.loseAnswer());
            RunReport stopped = run(sync, row("id", 1, "name", "B", "changed", 2));
            assertThat(stopped.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(name("1")).isEqualTo("B");
            lost.remove();

            RunReport report = run(sync, row("id", 1, "name", "A", "changed", 3));
            assertThat(report.count(Count.UPDATED)).isEqualTo(1);
            assertThat(name("1")).isEqualTo("A");
        }
    }

    @Test
    void aRowThatIsBackAtItsOldValueIsUnchangedWhenTheNewOneWasRefused() {
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            run(sync, row("id", 1, "name", "A", "changed", 1));
            Fault rule = org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            run(sync, row("id", 1, "name", "B", "changed", 2));
            rule.remove();

            RunReport report = run(sync, row("id", 1, "name", "A", "changed", 3));
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
        }
    }

    @Test
    void aMappingThatIsPutBackReadsEverythingWhenTheOtherOneHadBegunToBeSent() {
        String other = ACCOUNTS_WITH_CURSOR.replace("${body[name]}", "${body[name]} Inc.");
        List<Map<String, Object>> rows =
                List.of(row("id", 1, "name", "A", "changed", 1), row("id", 2, "name", "B", "changed", 100));
        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            sync.rows(rows).run();
        }
        Fault limit = org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        try (TestSync sync = start(other)) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.STOPPED);
            assertThat(name("1")).isEqualTo("A Inc.");
        }
        limit.remove();

        try (TestSync sync = start(ACCOUNTS_WITH_CURSOR)) {
            RunReport report = sync.rows(rows).run();
            assertThat(sync.asked()).containsExactly(Long.MIN_VALUE);
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(name("1")).isEqualTo("A");
            assertThat(name("2")).isEqualTo("B");
        }
    }

    private TestSync start(String mapping) {
        return TestSync.start(
                org,
                directory,
                mapping,
                "sync.overlap-steps",
                "0",
                "sync.retries",
                "0",
                "sync.batch-size",
                "1",
                "sync.in-flight",
                "1");
    }

    private Object name(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow().get("Name");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static RunReport run(TestSync sync, Map<String, Object>... rows) {
        return sync.rows(List.of(rows)).run();
    }
}
