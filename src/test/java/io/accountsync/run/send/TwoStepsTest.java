package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that point to each other are sent without their parent, and then with it. */
class TwoStepsTest {
    private static final String ID_A = "001000000000001AAA";
    private static final String ID_B = "001000000000002AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void theFirstStepHasNoParentAndTheStateKnowsThatItIsNotAll() {
        test().read(circle());

        List<Payload> sent = send(Map.of("a", result(ID_A, true), "b", result(ID_B, true)));

        assertThat(sent)
                .extracting(Payload::text)
                .containsExactlyInAnyOrder(
                        "{\"Customer_Id__c\":\"a\",\"Name\":\"A\",\"BillingCity\":\"Graz\"}",
                        "{\"Customer_Id__c\":\"b\",\"Name\":\"B\",\"BillingCity\":\"Graz\"}");

        assertThat(test.known("a").salesforceId()).isEqualTo(ID_A);
        assertThat(test.known("a").fingerprint())
                .as("after a crash the next run sends it whole")
                .isNull();
        assertThat(test.run().counts().outcomes()).isZero();
        assertThat(test.changes().circles().twoSteps().halfDone()).isEqualTo(2);
    }

    @Test
    void theSecondStepHasItAndBothCountAsOneCreatedRecord() {
        test().read(circle());
        send(Map.of("a", result(ID_A, true), "b", result(ID_B, true)));
        nextWave();

        List<Payload> sent = send(Map.of("a", result(ID_A, false), "b", result(ID_B, false)));

        assertThat(sent).extracting(Payload::text).allMatch(text -> text.contains("\"Parent\":"));
        assertThat(test.count(Count.CREATED)).isEqualTo(2);
        assertThat(test.count(Count.UPDATED) + test.count(Count.RECREATED)).isZero();
        assertThat(test.run().counts().outcomes()).isEqualTo(2);
        assertThat(test.known("a").fingerprint()).isEqualTo(circle()[0].fingerprint());
        assertThat(test.changes().waveAfter(test.sending().wave())).isNull();
        assertThat(test.changes().circles().twoSteps().halfDone()).isZero();
    }

    @Test
    void whoIsRejectedInTheFirstStepDoesNotHoldUpTheOther() {
        test().read(circle());
        send(Map.of("a", result(ID_A, true), "b", rejected("A_RULE", "no")));

        assertThat(test.rejected("b").code()).isEqualTo("A_RULE");
        nextWave();
        assertThat(test.left()).containsExactly("a");
        send(Map.of("a", rejected("INVALID_FIELD", "Foreign key external ID: b not found")));
        nextWave();
        send(Map.of("a", rejected("INVALID_FIELD", "Foreign key external ID: b not found")));
        assertThat(test.rejected("a").errorClass()).isEqualTo("later");
        assertThat(test.count(Count.RETRY_LATER)).isEqualTo(1);
        assertThat(test.run().counts().outcomes()).isEqualTo(2);
    }

    @Test
    void whatSalesforceRefusesInTheSecondStepIsRejectedWithTheKeysOfTheCircle() {
        test().read(circle());
        send(Map.of("a", result(ID_A, true), "b", result(ID_B, true)));
        nextWave();
        send(Map.of(
                "a", result(ID_A, false),
                "b", rejected("CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints")));

        assertThat(test.rejected("b").message())
                .isEqualTo(
                        "attempt to violate hierarchy constraints (the record is in Salesforce without Parent; these "
                                + "point to each other: a, b)");
        assertThat(test.rejected("b").payload()).contains("Parent");
        assertThat(test.known("b").fingerprint()).isNull();
        assertThat(test.count(Count.REJECTED)).isEqualTo(1);
    }

    @Test
    void whoseOtherHalfIsInSalesforceAlreadyIsRejectedWithTheKeyThatItPointsTo() {
        test().read(test().row("a", "A", "b", ID_A));
        send(Map.of("a", rejected("CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints")));

        assertThat(test.rejected("a").message())
                .isEqualTo("attempt to violate hierarchy constraints (it points to b, which leads back to it)");
    }

    @Test
    void aRecordThatIsItsOwnParentIsCreatedFirst() {
        test().read(test().row("a", "A", "a", null));
        assertThat(send(Map.of("a", result(ID_A, true))).get(0).text()).doesNotContain("Parent");
        nextWave();
        assertThat(send(Map.of("a", result(ID_A, false))).get(0).text())
                .contains("\"Parent\":{\"Customer_Id__c\":\"a\"}");
        assertThat(test.count(Count.CREATED)).isEqualTo(1);
    }

    @Test
    void aRetriedRecordOfACircleStaysKnownAsRejectedUntilItIsWhole() {
        test = TestSending.in(directory);
        Change retried = test.change(
                "a",
                test.row("a", "A", "b", null).payload().text(),
                "b",
                null,
                new Change.Rejection("INVALID_FIELD", true),
                Change.Origin.RETRIED);
        test.state().write(() -> test.state()
                .rejected()
                .add(List.of(new RejectedRecord(
                        "a",
                        retried.fingerprint(),
                        retried.payload().text(),
                        "b",
                        "later",
                        "INVALID_FIELD",
                        "",
                        "",
                        "a"))));
        test.changes().addRetried(List.of(retried));
        test.read(test.row("b", "B", "a", null));
        send(Map.of("a", result(ID_A, true), "b", result(ID_B, true)));
        assertThat(test.rejected("a")).isNotNull();
        nextWave();
        send(Map.of("a", result(ID_A, false), "b", result(ID_B, false)));

        assertThat(test.rejected("a")).isNull();
        assertThat(test.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
        assertThat(test.run().counts().outcomes()).isEqualTo(1);
    }

    @Test
    void aParentThatOnlyNewRecordsGetComesWithTheSecondStepToo() {
        test = TestSending.with(
                directory, definition -> definition.getFields().get("Parent").setWrite("onCreate"));
        test.read(circle());
        send(Map.of("a", result(ID_A, true), "b", result(ID_B, true)));
        nextWave();

        assertThat(send(Map.of("a", result(ID_A, false), "b", result(ID_B, false))))
                .extracting(Payload::text)
                .allMatch(text -> text.contains("\"Parent\":"));
    }

    private TestSending test() {
        if (test == null) {
            test = TestSending.in(directory);
        }
        return test;
    }

    private Change[] circle() {
        return new Change[] {test().row("a", "A", "b", null), test().row("b", "B", "a", null)};
    }

    private void nextWave() {
        test.sending().wave(test.changes().waveAfter(test.sending().wave()));
    }

    /** Sends the wave, which gets these results by key; says what was sent. */
    private List<Payload> send(Map<String, SaveSObjectResult> results) {
        Batch batch = test.batch();
        batch.leaveOut();
        assertThat(batch.hasNextCall()).isTrue();
        List<Payload> sent = batch.nextCall();
        List<String> keys = TestSending.keys(batch);
        batch.judge(
                CollectionsAnswer.read(keys.stream().map(results::get).toList(), batch.inCall(), batch.operation()));
        assertThat(batch.hasNextCall()).isFalse();
        ResultWriter.record(test.sending(), batch.verdicts(), null);
        return sent;
    }

    private static SaveSObjectResult result(String id, boolean created) {
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setId(id);
        result.setSuccess(true);
        result.setCreated(created);
        return result;
    }

    private static SaveSObjectResult rejected(String code, String message) {
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setSuccess(false);
        RestError error = new RestError();
        error.setErrorCode(code);
        error.setMessage(message);
        result.setErrors(List.of(error));
        return result;
    }
}
