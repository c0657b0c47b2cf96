package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.StreamOfOthers;
import io.accountsync.state.Undoing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is given to a transaction of the state is done a second time where the server undid it. So each life here is led twice, once
 * with every transaction undone once: what Salesforce has, what the reports say, and what the state holds is the same.
 */
class WritesDoneAgainTest {
    @TempDir
    private Path directory;

    /** A life of one process or of several; each tells of what it met. */
    @FunctionalInterface
    private interface Life {
        void lead(Met met, LocalOrg org, Path directory) throws Exception;
    }

    /** What is compared. */
    private static final class Met {
        private final boolean undoes;
        private final List<Object> facts = new ArrayList<>();
        private final List<Undoing> undone = new ArrayList<>();

        Met(boolean undoes) {
            this.undoes = undoes;
        }

        void begin(TestSync sync) {
            if (undoes) {
                undone.add(Undoing.of(sync.engine().database()));
            }
        }

        void report(RunReport report) {
            facts.add(report.status() + " " + report.message() + " " + report.notes());
            facts.add(report.counts());
            report.findings().forEach(facts::add);
        }

        void end(TestSync sync, LocalOrg org) {
            facts.add(Undoing.rows(sync.engine().database()));
            facts.add(sync.cursor());
            facts.add(org.records("Account").stream()
                    .map(account -> account.get("Customer_Id__c") + " " + account.get("Name"))
                    .sorted()
                    .toList());
        }
    }

    @Test
    void aRunWithRejectedDeferredAndInvalidRowsAndALostAnswer() throws Exception {
        same((met, org, place) -> {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("3"),
                            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "no"));
            try (TestSync sync = TestSync.start(org, place, ACCOUNTS_WITH_CURSOR)) {
                met.begin(sync);
                List<Map<String, Object>> rows = new ArrayList<>();
                for (int i = 1; i <= 9; i++) {
                    rows.add(row("id", i, "name", "Company " + i, "changed", i));
                }
                rows.add(row("name", "No key", "changed", 10));
                rows.add(row("id", 9, "name", "Twice", "changed", 11));
                met.report(sync.rows(rows).run());
                org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());
                rows.set(4, row("id", 5, "name", "Changed", "changed", 12));
                met.report(sync.rows(rows).run());
                org.faults().clear();
                met.report(sync.rows(rows).run(RunMode.FULL_REFRESH));
                met.end(sync, org);
            }
        });
    }

    @Test
    @Tag("full")
    void aRunByBulk() throws Exception {
        same((met, org, place) -> {
            org.faults()
                    .add(
                            FaultMatch.any().withKey("2"),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            try (TestSync sync = TestSync.start(org, place, ACCOUNTS_WITH_CURSOR, "sync.path", "bulk")) {
                met.begin(sync);
                met.report(sync.rows(customers(30)).run());
                List<Map<String, Object>> rows = customers(31);
                rows.set(6, customer(7, "Changed"));
                met.report(sync.rows(rows).run());
                met.end(sync, org);
            }
        });
    }

    @Test
    @Tag("full")
    void deletionsThatPassAndOnesThatAreRefused() throws Exception {
        same((met, org, place) -> {
            try (DeletingSync deleting = DeletingSync.start(org, place)) {
                met.begin(deleting.sync());
                met.report(deleting.runWithRows(12));
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.COLLECTIONS).withKey("12"),
                                FaultAction.rejectRecord("FIELD_INTEGRITY_EXCEPTION", "no"));
                met.report(deleting.runWithRows(8));
                met.report(deleting.runWithRows(9));
                met.end(deleting.sync(), org);
            }
        });
    }

    @Test
    void batchesOfAStreamAndARunBesideIt() throws Exception {
        same((met, org, place) -> {
            org.faults()
                    .add(
                            FaultMatch.on(CallKind.COLLECTIONS).withKey("2"),
                            FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"));
            try (TestStream stream = TestStream.start(org, place)) {
                met.begin(stream.sync());
                stream.hand(customers(5));
                List<Map<String, Object>> rows = customers(6);
                rows.set(0, customer(1, "Changed"));
                rows.add(customer(1, "Changed again"));
                rows.add(row("name", "No key"));
                stream.hand(rows);
                rows.add(customer(7, "Of the run"));
                met.report(stream.sync().rows(rows).run());
                met.facts.add(TestStream.latest(stream.sync(), "stream").counts());
                met.end(stream.sync(), org);
            }
        });
    }

    @Test
    void aRunThatMeetsRecordsWhichOthersHaveInHands() throws Exception {
        same((met, org, place) -> {
            try (TestSync sync = TestSync.start(org, place, ACCOUNTS_WITH_CURSOR)) {
                sync.rows(List.of(row("id", "1", "name", "One", "changed", 1))).run();
                met.begin(sync);
                try (StreamOfOthers other = StreamOfOthers.of(sync.context()).begin(1000)) {
                    met.report(sync.rows(() -> {
                                other.confirm("1");
                                return List.of(
                                        row("id", "1", "name", "Older", "changed", 5),
                                        row("id", "2", "name", "Two", "changed", 9));
                            })
                            .run());
                    met.end(sync, org);
                }
            }
        });
    }

    private void same(Life life) throws Exception {
        List<Object> once = lead(life, false).facts;
        Met twice = lead(life, true);
        assertThat(twice.undone)
                .allSatisfy(undoing -> assertThat(undoing.undone()).isGreaterThan(2));
        assertThat(twice.facts).isEqualTo(once);
    }

    private Met lead(Life life, boolean undoes) throws Exception {
        Met met = new Met(undoes);
        try (LocalOrg org = LocalOrg.start()) {
            life.lead(met, org, place(undoes));
        }
        return met;
    }

    private Path place(boolean undoes) throws IOException {
        return Files.createDirectory(directory.resolve(undoes ? "undone" : "once"));
    }
}
