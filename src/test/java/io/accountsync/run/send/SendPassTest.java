package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which operation records go, and what is written of those that an operation is not for. */
class SendPassTest {
    private static final String ID_1 = "001000000000001AAA";
    private static final String ID_2 = "001000000000002AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    private TestSending with(String operation, String whenGone) {
        test = TestSending.with(directory, definition -> {
            definition.setOperation(operation);
            definition.setWhenGone(whenGone);
        });
        return test;
    }

    @Test
    void whereDeletionsAreWatchedKnownRecordsGoByTheirIdsAndOthersByTheirKeys() {
        with("upsert", "reject");
        test.read(test.row("1", "One"), test.row("2", "Two", ID_2), test.row("3", "Three"));
        List<String> calls = new ArrayList<>();
        new WaveBatches(test.sending(), Integer.MAX_VALUE)
                .forEachRemaining(batch -> calls.add(batch.operation() + " " + TestSending.keys(batch)));

        assertThat(calls).containsExactly("UPDATE [2]", "UPSERT [1, 3]");
    }

    @Test
    void anUpdateCarriesTheSalesforceIdAndTheExternalId() {
        with("update", null);
        test.read(test.row("1", "One", ID_1));
        Batch batch = test.batch();
        batch.leaveOut();
        assertThat(batch.hasNextCall()).isTrue();

        assertThat(batch.call().operation()).isEqualTo("compositeUpdateSObjectCollections");
        assertThat(batch.nextCall())
                .extracting(Payload::text)
                .singleElement()
                .asString()
                .startsWith("{\"Id\":\"" + ID_1 + "\",\"Customer_Id__c\":\"1\"");
    }

    @Test
    void whatWasCreatedIsNewAndACallWithoutAnswerLeavesNoDoubt() {
        with("create", null);
        test.read(test.row("1", "One"));
        Batch batch = test.batch();
        batch.leaveOut();
        BatchRecorder.note(batch);
        assertThat(batch.noted().number()).as("a late call overwrites nothing").isNull();
        batch.hasNextCall();
        batch.nextCall();
        SaveSObjectResult created = new SaveSObjectResult();
        created.setId(ID_1);
        created.setSuccess(true);
        batch.judge(CollectionsAnswer.read(List.of(created), 1, batch.operation()));

        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.CREATED);
    }

    @Test
    void whatIsKnownIsNotCreatedAndStaysKnownAsItWas() {
        with("create", null);
        test.state().write(() -> test.state().records().confirm(List.of(new SyncedRecord("1", new byte[16], ID_1)), 1));
        test.read(test.row("1", "New", ID_1), test.row("2", "Two"));
        new OperationScope(test.sending()).leaveOutKnown();

        assertThat(test.left()).containsExactly("2");
        assertThat(test.count(Count.ALREADY_IN_SALESFORCE)).isEqualTo(1);
        assertThat(test.known("1").fingerprint()).isEqualTo(new byte[16]);
    }

    @Test
    void whatIsNotThereIsKeptWithItsPayloadAndIsNoFailure() {
        with("update", null);
        test.read(test.row("1", "One"));
        new OperationScope(test.sending()).leaveOut();

        assertThat(test.left()).isEmpty();
        assertThat(test.count(Count.NOT_IN_SALESFORCE)).isEqualTo(1);
        assertThat(test.rejected("1").errorClass()).isEqualTo(RejectedRecord.ABSENT);
        assertThat(test.rejected("1").payload()).contains("One");
        assertThat(test.state().open().total()).isZero();
        assertThat(test.state().open().absent()).isEqualTo(1);
    }

    @Test
    void whatIsGoneIsRejectedAndNotUnchangedWhenItsRowGoesBack() {
        with("upsert", "reject");
        Change change = test.row("1", "New", ID_1);
        test.state().write(() -> test.state().records().confirm(List.of(new SyncedRecord("1", new byte[16], ID_1)), 1));
        test.read(change);
        CallError gone = new CallError(200, RejectedRecord.GONE, "the record was deleted in Salesforce", List.of());
        ResultWriter.record(test.sending(), List.of(new RecordResult(change, Kind.REJECTED, null, gone)), null);

        assertThat(test.count(Count.GONE)).isEqualTo(1);
        assertThat(test.known("1").fingerprint()).isNull();
        assertThat(test.known("1").salesforceId()).isEqualTo(ID_1);
        assertThat(test.state().rejected().retries().rejectedCodes())
                .as("nothing is probed")
                .isEmpty();
    }
}
