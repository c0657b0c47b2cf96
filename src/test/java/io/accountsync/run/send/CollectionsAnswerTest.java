package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Operation;
import io.accountsync.salesforce.CallError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is taken for a result but a result for each record. */
class CollectionsAnswerTest {
    private static final UpsertSObjectResult GOOD = upsert("001000000000001AAA", true);

    @Test
    void aResultForEachRecordIsAnAnswer() {
        UpsertSObjectResult rejected = upsert(null, false);
        CollectionsAnswer answer = CollectionsAnswer.read(List.of(GOOD, rejected), 2, Operation.UPSERT);

        assertThat(answer.isFailed()).isFalse();
        assertThat(answer.results()).containsExactly(GOOD, rejected);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anythingElseLeavesOpenWhatSalesforceDid(Object body) {
        CollectionsAnswer answer = CollectionsAnswer.read(body, 2, Operation.UPSERT);

        assertThat(answer.isFailed()).isTrue();
        assertThat(answer.error().code()).isEqualTo(CallError.MALFORMED_ANSWER);
        assertThat(answer.error().isAmbiguous()).isTrue();
        assertThat(answer.error().explained()).contains("a result for each of 2 records");
    }

    static Stream<Object> bodies() {
        SaveSObjectResult update = new SaveSObjectResult();
        update.setSuccess(true);
        update.setId("001000000000002AAA");
        return Stream.of(
                null,
                "",
                List.of(),
                List.of(GOOD),
                List.of(GOOD, GOOD, GOOD),
                List.of(GOOD, "a text"),
                List.of(GOOD, update),
                Arrays.asList(GOOD, null),
                List.of(GOOD, upsert(null, true)),
                List.of(GOOD, new UpsertSObjectResult()));
    }

    private static UpsertSObjectResult upsert(String id, boolean success) {
        UpsertSObjectResult result = new UpsertSObjectResult();
        result.setId(id);
        result.setSuccess(success);
        return result;
    }
}
