package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallNameTest {
    @ParameterizedTest
    @CsvSource({
        "/services/data/v63.0/composite/sobjects/Account/Customer_Id__c, composite/sobjects",
        "/services/data/v63.0/sobjects/Account/Customer_Id__c/secret-key, sobjects",
        "/services/data/v63.0/sobjects/Account/describe/, sobjects/describe",
        "/services/data/v63.0/query/01gSECRET-2000, query",
        "/services/data/v63.0/jobs/ingest/7505e000001/batches, jobs/ingest/batches",
        "/services/oauth2/token, oauth2/token",
        "/services/Soap/u/63.0, Soap"
    })
    void aCallIsNamedByWordsOfSalesforceOnly(String path, String words) {
        assertThat(CallName.of("POST", path)).isEqualTo("POST " + words);
    }
}
