package io.accountsync.localorg.soap;

import io.accountsync.localorg.rest.RestAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Ends a SOAP call without a result: HTTP 500 with a fault, its code with a prefix as Salesforce writes it. */
public final class SoapFaultException extends RuntimeException {

    private final String code;

    private SoapFaultException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** A fault with one of Salesforce's own codes, such as {@code INVALID_SESSION_ID}. */
    public static SoapFaultException of(String code, String message) {
        return new SoapFaultException("sf:" + code, code + ": " + message);
    }

    /** A message that is not understood at all. */
    static SoapFaultException client(String message) {
        return new SoapFaultException("soapenv:Client", message);
    }

    /** The answer. */
    public RestAnswer answer() {
        SoapXml body = new SoapXml();
        body.open("soapenv:Fault").leaf("faultcode", code).leaf("faultstring", getMessage());
        if (code.startsWith("sf:")) {
            body.open("detail")
                    .open("sf:UnexpectedErrorFault", "xsi:type=\"sf:UnexpectedErrorFault\"")
                    .leaf("sf:exceptionCode", code.substring(3))
                    .leaf("sf:exceptionMessage", getMessage().substring(code.length() - 1))
                    .close("sf:UnexpectedErrorFault")
                    .close("detail");
        }
        body.close("soapenv:Fault");
        return answer(500, "xmlns:sf=\"urn:fault.partner.soap.sforce.com\"", "", body.toString());
    }

    static RestAnswer answer(int status, String namespace, String header, String body) {
        String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
                + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" " + namespace
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + header + "<soapenv:Body>" + body
                + "</soapenv:Body></soapenv:Envelope>";
        return new RestAnswer(status, "text/xml;charset=UTF-8", Map.of(), envelope.getBytes(StandardCharsets.UTF_8));
    }
}
