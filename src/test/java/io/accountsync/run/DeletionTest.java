package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose rows are gone are deleted: none but those, each once, and what they held is kept. */
class DeletionTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private DeletingSync sync;

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void recordsWhoseRowsAreGoneAreDeletedByTheirIdsAndWhatTheyHeldIsKept() {
        begin(450);
        RunReport report = sync.runWithRows(200);

        assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.count(Count.DELETED)).isEqualTo(250);
        assertThat(names()).hasSize(200).doesNotContain("Company 201");
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).as("200 a call").isEqualTo(2);
        Deletion deletion = sync.deletion("333");
        assertThat(deletion.status()).isEqualTo(DeletionStatus.DELETED);
        assertThat(deletion.payload()).contains("\"Name\":\"Company 333\"", "\"Customer_Id__c\":\"333\"");
        assertThat(sync.known()).as("their keys are not known any more").isEqualTo(200);
    }

    @Test
    void aRowThatComesBackCreatesANewRecordAndIsNotCalledRecreated() {
        begin(3);
        sync.runWithRows(2);
        RunReport back = sync.runWithRows(3);
        assertThat(back.count(Count.CREATED)).isEqualTo(1);
        assertThat(back.count(Count.RECREATED)).isZero();
        assertThat(names()).hasSize(3);
    }

    @Test
    void aRecordThatIsNotTheOneOfTheKeyAnyMoreIsNotDeleted() {
        begin(4);
        String other = sync.idOf("3");
        org.edit("Account", other, Map.of("Customer_Id__c", "somebody's"));
        org.delete(sync.idOf("4"));

        RunReport report = sync.runWithRows(2);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.count(Count.DELETED)).isZero();
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(1);
        assertThat(report.count(Count.ALREADY_GONE)).isEqualTo(1);
        assertThat(report.findings())
                .extracting(finding -> finding.kind() + " " + finding.code())
                .containsExactly("deletion OTHER_EXTERNAL_ID");
        assertThat(names()).hasSize(3);
    }

    @Test
    void aDeletionThatSalesforceRefusesIsKnownWithItsReasonAndNotTriedInEachRun() {
        begin(12);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("DELETE"),
                        FaultAction.rejectRecord("DELETE_FAILED", "it has closed opportunities"));

        RunReport report = sync.runWithRows(2);

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.count(Count.NOT_DELETED)).isEqualTo(10);
        assertThat(sync.deletion("5").code()).isEqualTo("DELETE_FAILED");
        assertThat(sync.deletion("5").message()).contains("closed opportunities");
        RunReport second = sync.runWithRows(2);
        assertThat(second.status()).as("nothing new").isEqualTo(RunStatus.SUCCEEDED);
        assertThat(second.count(Count.NOT_DELETED)).as("a few are tried").isEqualTo(3);
        org.faults().clear();
        sync.runWithRows(2);
        sync.runWithRows(2);
        assertThat(names()).as("what passes for a few passes for all").hasSize(2);
    }

    private void begin(int rows) {
        sync = DeletingSync.start(org, directory);
        assertThat(sync.runWithRows(rows).count(Count.CREATED)).isEqualTo(rows);
        org.stats().reset();
    }

    private List<String> names() {
        return org.records("Account").stream()
                .map(record -> (String) record.get("Name"))
                .toList();
    }
}
