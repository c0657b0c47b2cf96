package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The call undelete() of the SOAP API as text. */
class UndeleteMessageTest {
    private static final List<String> IDS = List.of("001A", "001B");

    @Test
    void theCallHasTheSessionAndTheIdsAndNothingOfThemEndsItsElement() {
        assertThat(UndeleteMessage.request("00D!a<b>&c", IDS))
                .contains("<urn:sessionId>00D!a&lt;b&gt;&amp;c</urn:sessionId>")
                .contains("<urn:undelete><urn:ids>001A</urn:ids><urn:ids>001B</urn:ids></urn:undelete>");
    }

    @Test
    void eachRecordHasItsOwnResult() throws SalesforceException {
        List<Undeleted> results = read(
                """
                <result><id>001A</id><success>true</success></result>
                <result><errors><message>Entity is not in the recycle bin</message>
                  <statusCode>UNDELETE_FAILED</statusCode></errors><id xsi:nil="true"/><success>false</success></result>
                """);
        assertThat(results.get(0).isBack()).isTrue();
        assertThat(results.get(1).id()).isEqualTo("001B");
        assertThat(results.get(1).error().code()).isEqualTo("UNDELETE_FAILED");
        assertThat(results.get(1).error().message()).isEqualTo("Entity is not in the recycle bin");
    }

    @Test
    void aFaultIsAnErrorOfTheWholeCall() {
        SalesforceException fault = catchThrowableOfType(
                SalesforceException.class,
                () -> UndeleteMessage.read(
                        500,
                        "text/xml",
                        envelope(
                                "<soapenv:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode>"
                                        + "<faultstring>INVALID_SESSION_ID: Invalid Session ID found</faultstring></soapenv:Fault>"),
                        IDS));
        CallError error = CallError.ofRequest(fault);
        assertThat(error.code()).isEqualTo("INVALID_SESSION_ID");
        assertThat(error.message()).isEqualTo("Invalid Session ID found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>maintenance</body></html>",
                "{}",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "<x><result><success>true</success></result></x>"
            })
    void whatIsNoAnswerToTheCallLeavesOpenWhatSalesforceDid(String body) {
        SalesforceException odd =
                catchThrowableOfType(SalesforceException.class, () -> UndeleteMessage.read(200, "text/xml", body, IDS));
        assertThat(CallError.ofRequest(odd).isAmbiguous()).isTrue();
    }

    private static List<Undeleted> read(String results) throws SalesforceException {
        return UndeleteMessage.read(
                200, "text/xml", envelope("<undeleteResponse>" + results + "</undeleteResponse>"), IDS);
    }

    private static String envelope(String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>"
                + body + "</soapenv:Body></soapenv:Envelope>";
    }
}
