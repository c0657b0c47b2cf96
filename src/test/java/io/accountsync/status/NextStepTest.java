package io.accountsync.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.OwnCodes;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.RejectedRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the next step is true for each code. */
class NextStepTest {
    static Iterable<String> codes() {
        return OwnCodes.all();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void onlyWhatTheNextRunSendsIsSaidToBeSentAgain(String code) {
        for (ErrorAction action : ErrorAction.values()) {
            boolean deferred = action == ErrorAction.DEFER || action == ErrorAction.RETRY;
            String said = NextStep.of(record(code, action.stateWord()));
            if (code.equals("UNDECIDED_MATCH")) {
                assertThat(said)
                        .contains("your decision", "adopt --apply", "adopt --release")
                        .doesNotContain("the next run");
            } else if (RejectedRecord.isOfAbsence(code) && action == ErrorAction.REJECT) {
                assertThat(said).contains("undelete the record");
            } else {
                assertThat(said.startsWith("the next run sends it again")).isEqualTo(deferred);
            }
        }
        assertThat(NextStep.of(record(code, "invalid"))).doesNotContain("sends it again");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void noEmptyBracketsAreShown(String code) {
        assertThat(NextStep.fields(record(code, "later"))).isNull();
    }

    @Test
    void whatIsNotInSalesforceIsLookedForAgain() {
        assertThat(NextStep.of(record("NOT_IN_SALESFORCE", RejectedRecord.ABSENT)))
                .contains("look for it again", "sync.update-recheck");
    }

    private static RejectedRecord record(String code, String errorClass) {
        return new RejectedRecord("1", new byte[0], null, null, errorClass, code, null, "", null);
    }
}
