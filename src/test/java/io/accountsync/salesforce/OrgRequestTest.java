package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a process must not make any more whose lease has ended. */
class OrgRequestTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /services/data/v67.0/query, false",
        "DELETE, /services/data/v67.0/composite/sobjects, true",
        "PATCH, /services/data/v67.0/composite/sobjects/Account/Key__c, true",
        "POST, /services/Soap/u/67.0, true",
        "POST, /services/oauth2/token, false"
    })
    void deletionsAndUndeletionsAreHeldBackByALostLease(String method, String path, boolean writes) {
        OrgRequest request =
                new OrgRequest(new HttpClient(), new HttpConversation(), URI.create("https://org.example" + path));
        request.method(method);
        assertThat(OrgRequest.writes(request)).isEqualTo(writes);
    }
}
