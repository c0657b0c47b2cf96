package io.accountsync.run.rejected;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run tries a few rejected records of each code; when one passes, all with that code are sent. */
class RejectionProbeTest {
    private static final String CODE = "FIELD_CUSTOM_VALIDATION_EXCEPTION";

    private final LocalOrg org = LocalOrg.start();
    private final List<Fault> rules = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aFewRefusedRecordsAreTriedInEachRunAndNoMore() {
        refuse(10);
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(customers(20)).run().count(Count.REJECTED)).isEqualTo(10);
            org.stats().reset();

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.STILL_REJECTED)).isEqualTo(10);
            assertThat(report.count(Count.UNCHANGED)).isEqualTo(10);
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        }
    }

    @Test
    void whenOnePassesAllWithThatCodeAreSentInTheSameRun() {
        refuse(500);
        try (TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.max-rejected", "100")) {
            sync.rows(customers(600)).run();
            mend();

            RunReport report = sync.run();

            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.count(Count.CREATED)).isEqualTo(500);
            assertThat(report.count(Count.STILL_REJECTED)).isZero();
            assertThat(org.records("Account")).hasSize(600);
        }
    }

    @Test
    void recordsWhoseRowsAreNotReadAnyMoreAreHealedToo() {
        refuse(10);
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(20)).run();
            mend();

            RunReport report = sync.rows(customers(20).subList(10, 20)).run();

            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(10);
            assertThat(org.records("Account")).hasSize(20);
            assertThat(sync.run().count(Count.RETRIED_SENT)).isZero();
        }
    }

    @Test
    void aProbeThatFailedIsNotSentASecondTimeWhenAnotherOnePasses() {
        refuse(10);
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(20)).run();
            rules.get(9).remove();

            RunReport report = sync.rows(customers(20).subList(10, 20)).run();

            assertThat(report.count(Count.RETRIED_SENT))
                    .as("each of the ten once, three of them as probes")
                    .isEqualTo(10);
            assertThat(report.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
            assertThat(report.findings().get(0).samples()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRecordThatPassesSinceItsRowWasMendedHealsNoOthers() {
        refuse(10);
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(20)).run();
            rules.remove(0).remove();
            org.stats().reset();

            RunReport report = sync.rows(List.of(customer(1, "Mended"))).run();

            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.RETRIED_SENT))
                    .as("two probes and no more")
                    .isEqualTo(2);
            assertThat(report.count(Count.RETRIED_CONFIRMED)).isZero();
        }
    }

    /** The records 1 to n are refused. */
    private void refuse(int n) {
        for (int key = 1; key <= n; key++) {
            rules.add(org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey(String.valueOf(key)),
                            FaultAction.rejectRecord(CODE, "no")));
        }
    }

    private void mend() {
        rules.forEach(Fault::remove);
    }
}
