package io.accountsync.run.send.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says of a job that Salesforce gave up. */
class JobFailureTest {
    private final RetryPolicy policy =
            new RetryPolicy(new ErrorRules(Settings.of(key -> Optional.empty())), 3, Duration.ZERO);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "InvalidBatch : Field name not found : Gone__c | the field Gone__c is gone from the org",
                "InvalidBatch : Field name not found : Parent.Gone__c | the field Parent.Gone__c is gone from the org",
                "ClientInputError : LineEnding is invalid on user data. | Set sync.path=collections",
                "InvalidBatch : the row of Jane Doe is invalid | InvalidBatch: the row of … is invalid; the details are in Setup",
                "the row of Jane Doe is invalid | : the row of … is invalid; the details are in Setup",
                "The job could not be completed in time. | : The job could not be completed in time; the details are in Setup",
                "TooManyLockFailure : Too many lock failure (200) Trying again later. "
                        + "| TooManyLockFailure: Too many lock failure … Trying again later; the details",
                "InternalServerError : | InternalServerError; the details are in Setup",
                "Müller 42 | the reason given may quote a row, and is not repeated here; the details are in Setup",
                "' ' | no reason given; the details are in Setup"
            })
    void theReasonThatSalesforceGivesIsSaidWithItsRemedy(String message, String reason) {
        assertThat(reason(message).orElseThrow())
                .startsWith("Salesforce gave up Bulk job 750: ")
                .contains(reason)
                .endsWith(" Its records remain to be sent.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidBatch : the row of Jane Doe is wrong",
                "Jane Doe is wrong",
                "Jane\nDoe : is wrong",
                "Found unescaped quote in \"Jane\",'Doe',Jane.Doe@example.com",
                "row:Jane-Doe",
                ""
            })
    void nothingOfARowIsQuoted(String message) {
        assertThat(reason(message).orElseThrow()).doesNotContain("Jane", "Doe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_UNAVAILABLE : busy", "UNKNOWN_EXCEPTION : An unexpected error occurred"})
    void whatMayPassIsSentAgainByCollections(String message) {
        assertThat(reason(message)).isEmpty();
    }

    @Test
    void anAbortedJobIsNamed() {
        assertThat(new JobFailure("750", null).stopReason(policy).orElseThrow())
                .isEqualTo("Bulk job 750 was aborted or deleted in Salesforce. Its records that were not saved remain "
                        + "to be sent");
    }

    @ParameterizedTest
    @CsvSource({
        "403, FUNCTIONALITY_NOT_ENABLED, true",
        "403, API_DISABLED_FOR_ORG, true",
        "403, REQUEST_LIMIT_EXCEEDED, false",
        "403, HTTP_403, false",
        "400, FEATURENOTENABLED, false",
        "503, SERVER_UNAVAILABLE, false"
    })
    void onlySalesforceItselfSaysThatAnOrgMakesNoJobs(int status, String code, boolean refusal) {
        assertThat(JobFailure.isRefusalOfJobs(new CallError(status, code, "", List.of())))
                .isEqualTo(refusal);
    }

    private Optional<String> reason(String message) {
        return new JobFailure("750", message).stopReason(policy);
    }
}
