package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
