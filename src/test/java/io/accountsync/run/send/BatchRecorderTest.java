package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Operation;
import io.accountsync.salesforce.CallError;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the state knows of a batch before its calls and after them. */
class BatchRecorderTest {
    private static final String ID = "001000000000001AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void aProcessThatDiesAfterTheCallLeavesItsRecordsInDoubt() {
        Batch batch = begin();
        BatchRecorder.note(batch);
        batch.hasNextCall();
        batch.nextCall();

        // As the next run does, which finds the note.
        test.state().write(() -> test.state().sent().endAllInDoubt(test.run().doubtsUntil()));
        assertThat(test.state().doubts().among(List.of("1"))).hasSize(1);
    }

    @Test
    void aBatchThatWasJudgedLeavesNoNoteAndNoDoubt() {
        Batch batch = begin();
        BatchRecorder.note(batch);
        batch.hasNextCall();
        batch.nextCall();
        batch.judge(created());
        BatchRecorder.record(batch);

        assertThat(test.state().sent().endAllInDoubt(0)).isZero();
        assertThat(test.state().doubts().among(List.of("1"))).isEmpty();
        assertThat(test.known("1").fingerprint()).isNotNull();
        assertThat(test.left()).isEmpty();
    }

    @Test
    void whatIsConfirmedAfterALostAnswerIsConfirmedInDoubt() {
        Batch batch = begin();
        BatchRecorder.note(batch);
        batch.hasNextCall();
        batch.nextCall();
        batch.judge(CollectionsAnswer.failed(
                new CallError(0, CallError.NO_ANSWER, "there was no answer in time", List.of())));
        batch.hasNextCall();
        batch.nextCall();
        batch.judge(created());
        BatchRecorder.record(batch);

        assertThat(test.known("1").salesforceId()).isEqualTo(ID);
        assertThat(test.known("1").fingerprint())
                .as("the lost call may come late")
                .isNull();
        assertThat(test.state().doubts().among(List.of("1")).get("1").fingerprint())
                .isNotNull();
    }

    @Test
    void whatWasNotConfirmedStaysToBeSentAndInDoubt() {
        Batch batch = begin("sync.retries", "0");
        BatchRecorder.note(batch);
        batch.hasNextCall();
        batch.nextCall();
        batch.judge(CollectionsAnswer.failed(
                new CallError(0, CallError.NO_ANSWER, "there was no answer in time", List.of())));
        assertThat(batch.hasNextCall()).isFalse();
        BatchRecorder.record(batch);

        assertThat(test.run().isStopping()).isTrue();
        assertThat(test.left()).containsExactly("1");
        assertThat(test.state().doubts().among(List.of("1"))).hasSize(1);
    }

    private Batch begin(String... settings) {
        test = TestSending.in(directory, settings);
        return test.read(test.row("1", "One")).batch();
    }

    private CollectionsAnswer created() {
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setId(ID);
        result.setSuccess(true);
        result.setCreated(true);
        return CollectionsAnswer.read(List.of(result), 1, Operation.UPSERT);
    }
}
