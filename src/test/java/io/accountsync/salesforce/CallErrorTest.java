package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.junit.jupiter.api.Test;

/** What of Salesforce's answer is said of an error. */
class CallErrorTest {
    @Test
    void aReasonThatSalesforceGivesIsSaidWithoutWhatMayBeOfARow() {
        CallError error = CallError.ofRequest(new SalesforceException(
                List.of(new RestError(
                        "UNKNOWN_EXCEPTION", "An unexpected error occurred. The value Jane Doe is invalid.")),
                500));

        assertThat(error.explained())
                .isEqualTo("UNKNOWN_EXCEPTION (status 500): Salesforce is busy or under maintenance "
                        + "(An unexpected error occurred. The value … is invalid)");
    }

    @Test
    void whereNoWordOfTheReasonMayBeSaidThereIsNone() {
        assertThat(new CallError(400, "SOME_CODE", "Jane, Doe!", List.of()).explained())
                .isEqualTo("SOME_CODE (status 400): Salesforce does not accept the request as it is");
    }

    @Test
    void noErrorOfARecordIsDroppedBehindTheFirst() {
        CallError error = CallError.ofRecord(List.of(
                new RestError("REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", List.of("Name")),
                new RestError("INVALID_EMAIL_ADDRESS", "Email: invalid email address: x", List.of("Email"))));

        assertThat(error.code()).isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(error.message())
                .isEqualTo(
                        "Required fields are missing: [Name]; INVALID_EMAIL_ADDRESS: Email: invalid email address: x");
        assertThat(error.fields()).containsExactly("Name", "Email");
    }

    @Test
    void aCallThatNeverLeftLeavesNothingOpen() {
        assertThat(CallError.ofThrown(new RuntimeException(new ConnectException("Connection refused")))
                        .isAmbiguous())
                .isFalse();
        assertThat(CallError.ofThrown(new SalesforceException("x", new UnknownHostException("org")))
                        .isAmbiguous())
                .isFalse();
        assertThat(CallError.ofThrown(new CallRefusedException("the lease is over"))
                        .isAmbiguous())
                .isFalse();
        assertThat(CallError.ofThrown(LoginException.refused("SERVER_UNAVAILABLE", 503))
                        .isAmbiguous())
                .isFalse();
    }

    @Test
    void aCallThatSalesforceMayHaveCarriedOutIsLeftOpenAndSaysWhatIsKnown() {
        assertLeftOpen(new TimeoutException(), "there was no answer in time");
        assertLeftOpen(new IOException("Connection reset"), "the connection was closed before the answer came");
        assertLeftOpen(
                new SalesforceException(List.of(new RestError("SERVER_UNAVAILABLE", "busy")), 503),
                "the answer was SERVER_UNAVAILABLE (status 503)");
        assertLeftOpen(new AnswerException(502, "text/html", "<html>", null), "the answer was status 502");
        assertLeftOpen(CallRefusedException.ofCallUnderWay("given up"), "given up");
        assertThat(CallError.ofThrown(new SalesforceException(
                                List.of(new RestError("REQUEST_LIMIT_EXCEEDED", "Concurrent")), 403))
                        .isAmbiguous())
                .isFalse();
        assertThat(CallError.ofThrown(new AnswerException(429, null, "", null)).isAmbiguous())
                .isFalse();
    }

    private static void assertLeftOpen(Exception thrown, String known) {
        CallError error = CallError.ofThrown(thrown);
        assertThat(error.isAmbiguous()).as(known).isTrue();
        assertThat(error.leftOpen()).isEqualTo(known);
    }
}
