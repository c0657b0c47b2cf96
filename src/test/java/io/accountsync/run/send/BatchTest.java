package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import io.accountsync.run.RecordResult;
import io.accountsync.run.RecordResult.Kind;
import io.accountsync.salesforce.CallError;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the answers to the calls of one batch are judged; they come from a script. */
class BatchTest {
    private static final String ID_1 = "001000000000001AAA";
    private static final String ID_2 = "001000000000002AAA";
    private static final String ID_3 = "001000000000003AAA";
    private static final CallError SILENCE =
            new CallError(0, CallError.NO_ANSWER, "there was no answer in time", List.of());

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void eachRecordHasItsOwnVerdict() {
        Batch batch = begin(TestSending.in(directory), "1", "2", "3");
        answer(batch, created(ID_1), updated(ID_2), rejected("A_RULE"));

        assertThat(batch.verdicts())
                .extracting(RecordResult::kind)
                .containsExactly(Kind.CREATED, Kind.UPDATED, Kind.REJECTED);
        assertThat(batch.verdicts()).extracting(RecordResult::salesforceId).containsExactly(ID_1, ID_2, null);
        assertThat(batch.hasNextCall()).isFalse();
        assertThat(batch.due()).isEmpty();
        assertThat(batch.doubtful()).isEmpty();
    }

    @Test
    void onlyTheRecordThatMetALockIsSentAgain() {
        Batch batch = begin(TestSending.in(directory), "1", "2");
        answer(batch, created(ID_1), rejected("UNABLE_TO_LOCK_ROW"));

        assertThat(batch.hasNextCall()).isTrue();
        assertThat(batch.due()).containsExactly("2");
        answer(batch, created(ID_2));
        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.CREATED, Kind.CREATED);
    }

    @Test
    void afterALostAnswerNobodyKnowsWhoMadeARecordThatIsFound() {
        Batch batch = begin(TestSending.in(directory), "1", "2");
        fail(batch, SILENCE);
        assertThat(batch.doubtful()).containsExactlyInAnyOrder("1", "2");
        batch.hasNextCall();
        answer(batch, updated(ID_1), created(ID_2));

        assertThat(batch.verdicts())
                .extracting(RecordResult::kind)
                .containsExactly(Kind.CONFIRMED_ON_REPEAT, Kind.CREATED);
        assertThat(batch.doubtful()).as("the lost call may come late").containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aRecordThatWasKnownBeforeALostAnswerWasUpdatedHoweverOften() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1));
        Batch batch = first();
        fail(batch, SILENCE);
        batch.hasNextCall();
        answer(batch, updated(ID_1));

        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.UPDATED);
    }

    @Test
    void aCallThatBlamesARecordIsHalvedUntilItIsAlone() {
        Batch batch = begin(TestSending.in(directory), "1", "2");
        CallError one = new CallError(400, "JSON_PARSER_ERROR", "in the first", List.of());
        fail(batch, one);
        assertThat(batch.hasNextCall()).isTrue();
        fail(batch, new CallError(400, "JSON_PARSER_ERROR", "in the second", List.of()));
        assertThat(batch.hasNextCall()).isTrue();
        answer(batch, created(ID_2));

        assertThat(batch.verdicts())
                .extracting(verdict -> verdict.change().key())
                .containsExactly("1", "2");
        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.REJECTED, Kind.CREATED);
    }

    @Test
    void idsThatContradictWhatIsKnownConfirmNothingWhenTheOrgCannotBeAsked() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1), test.row("2", "Two", ID_2));
        Batch batch = first();
        test.useUpCalls();
        answer(batch, updated(ID_2), updated(ID_1));

        assertThat(batch.hasNextCall()).as("no call may be made").isFalse();
        assertThat(batch.verdicts()).isEmpty();
        assertThat(batch.due()).containsExactlyInAnyOrder("1", "2");
        assertThat(batch.doubtful()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void oneIdForTwoRecordsIsAContradictionToo() {
        Batch batch = begin(TestSending.in(directory), "1", "2");
        test.useUpCalls();
        answer(batch, created(ID_1), created(ID_1));

        batch.hasNextCall();
        assertThat(batch.verdicts()).isEmpty();
        assertThat(batch.due()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void anIdInItsShortFormIsTheSame() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1));
        Batch batch = first();
        answer(batch, updated(ID_1.substring(0, 15)));

        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.UPDATED);
    }

    @Test
    void aRecordOfWhichNothingIsLeftNeedsNoCall() {
        test = onCreate("Name", "BillingCity", "Parent");
        test.read(test.row("1", "One", ID_1), test.row("2", "Two"));
        Batch batch = test.batch();
        batch.leaveOut();

        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.KEPT);
        assertThat(batch.due()).containsExactly("2");
    }

    @Test
    void aRecordThatSomebodyDeletedIsSentOnceMoreWithAllItsFields() {
        test = onCreate("BillingCity");
        test.read(test.row("1", "One", ID_1));
        Batch batch = test.batch();
        batch.leaveOut();
        batch.hasNextCall();
        assertThat(batch.nextCall()).extracting(Payload::text).noneMatch(text -> text.contains("Graz"));
        judge(batch, created(ID_3));
        assertThat(batch.verdicts()).isEmpty();

        assertThat(batch.hasNextCall()).isTrue();
        assertThat(batch.nextCall()).extracting(Payload::text).allMatch(text -> text.contains("Graz"));
        judge(batch, updated(ID_3));
        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.CREATED);
        assertThat(batch.verdicts()).extracting(RecordResult::salesforceId).containsExactly(ID_3);
    }

    @Test
    void aRecordThatLacksWhatIsRequiredOfANewOneIsSentOnceMoreWithAllItsFields() {
        test = onCreate("Name");
        test.read(test.row("1", "One", ID_1));
        Batch batch = test.batch();
        batch.leaveOut();
        batch.hasNextCall();
        answer(batch, rejected("REQUIRED_FIELD_MISSING"));

        assertThat(batch.verdicts()).isEmpty();
        assertThat(batch.hasNextCall()).isTrue();
        assertThat(batch.nextCall()).extracting(Payload::text).allMatch(text -> text.contains("One"));
        judge(batch, rejected("REQUIRED_FIELD_MISSING"));
        assertThat(batch.verdicts()).extracting(RecordResult::kind).containsExactly(Kind.REJECTED);
    }

    private Batch begin(TestSending begun, String... keys) {
        test = begun;
        for (String key : keys) {
            test.changes().add(List.of(test.row(key, "Company")));
        }
        test.readToEnd();
        return first();
    }

    private Batch first() {
        Batch batch = test.batch();
        assertThat(batch.hasNextCall()).isTrue();
        return batch;
    }

    private TestSending onCreate(String... fields) {
        return TestSending.with(directory, definition -> {
            for (String field : fields) {
                definition.getFields().get(field).setWrite("onCreate");
            }
        });
    }

    /** Makes the call that {@code hasNextCall} said is next. */
    private void answer(Batch batch, SaveSObjectResult... results) {
        batch.nextCall();
        judge(batch, results);
    }

    private void judge(Batch batch, SaveSObjectResult... results) {
        batch.judge(CollectionsAnswer.read(List.of(results), batch.inCall(), batch.operation()));
    }

    private static void fail(Batch batch, CallError error) {
        batch.nextCall();
        batch.judge(CollectionsAnswer.failed(error));
    }

    private static UpsertSObjectResult created(String id) {
        return result(id, true);
    }

    private static UpsertSObjectResult updated(String id) {
        return result(id, false);
    }

    private static UpsertSObjectResult result(String id, boolean created) {
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setId(id);
        result.setSuccess(true);
        result.setCreated(created);
        return result;
    }

    private static UpsertSObjectResult rejected(String code) {
        RestError error = new RestError();
        error.setErrorCode(code);
        error.setMessage("no");
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setSuccess(false);
        result.setErrors(List.of(error));
        return result;
    }
}
