package io.accountsync.salesforce;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.RestError;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The call {@code undelete()} of the SOAP API as text, and its answer: no other API brings records back from the recycle bin
 * (SOAP API Developer Guide, "undelete()"). By the partner's WSDL, which is the same for every org.
 */
final class UndeleteMessage {
    private static final int OK = 200;

    private UndeleteMessage() {}

    /**
     * The envelope of a call.
     *
     * @param ids at most 200
     */
    static String request(String accessToken, List<String> ids) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:urn=\"urn:partner.soap.sforce.com\"><soapenv:Header><urn:SessionHeader><urn:sessionId>");
        xml.append(escaped(accessToken)).append("</urn:sessionId></urn:SessionHeader></soapenv:Header>");
        xml.append("<soapenv:Body><urn:undelete>");
        ids.forEach(id -> xml.append("<urn:ids>").append(escaped(id)).append("</urn:ids>"));
        return xml.append("</urn:undelete></soapenv:Body></soapenv:Envelope>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * Reads the answer to a call with these ids.
     *
     * @throws SalesforceException when the call failed as a whole, or this is not an answer to it
     */
    static List<Undeleted> read(int status, String contentType, String body, List<String> ids)
            throws SalesforceException {
        Document answer = parse(body);
        if (answer == null) {
            throw new AnswerException(status, contentType, body, null);
        }
        NodeList faults = answer.getElementsByTagNameNS("*", "Fault");
        if (faults.getLength() > 0) {
            throw fault((Element) faults.item(0), status);
        }
        NodeList results = answer.getElementsByTagNameNS("*", "result");
        if (status != OK || results.getLength() != ids.size()) {
            throw new AnswerException(status, contentType, body, null);
        }
        List<Undeleted> undeleted = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            Element result = (Element) results.item(i);
            boolean isBack = "true".equals(text(result, "success"));
            undeleted.add(new Undeleted(ids.get(i), isBack ? null : error(result)));
        }
        return undeleted;
    }

    private static CallError error(Element result) {
        String code = text(result, "statusCode");
        return new CallError(OK, code.isEmpty() ? "UNKNOWN_ERROR" : code, text(result, "message"), List.of());
    }

    /** The code without the prefix of its namespace, and the message without the code, which it begins with. */
    private static SalesforceException fault(Element fault, int status) {
        String code = text(fault, "faultcode").replaceFirst("^\\w+:", "");
        String message = text(fault, "faultstring").replaceFirst("^\\Q" + code + "\\E: ?", "");
        return new SalesforceException(List.of(new RestError(code, message)), status);
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        NodeList plain = found.getLength() > 0 ? found : parent.getElementsByTagName(name);
        return plain.getLength() == 0 ? "" : plain.item(0).getTextContent().strip();
    }

    /** Null for what is no XML. A document type, which could name files of ours, is none either. */
    private static Document parse(String body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(body == null ? "" : body)));
        } catch (SAXException | IOException e) {
            return null;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML without document types", e);
        }
    }
}
