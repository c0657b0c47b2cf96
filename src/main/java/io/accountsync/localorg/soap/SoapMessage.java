package io.accountsync.localorg.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An envelope as it came: headers, and the operation with its arguments. Names are compared without their prefixes. */
public final class SoapMessage {

    private final Element header;
    private final Element operation;

    private SoapMessage(Element header, Element operation) {
        this.header = header;
        this.operation = operation;
    }

    /**
     * Reads an envelope.
     *
     * @throws SoapFaultException when it is none
     */
    public static SoapMessage read(byte[] body) {
        Element envelope = parse(body);
        List<Element> bodies = children(envelope, "Body");
        if (!envelope.getLocalName().equals("Envelope") || bodies.isEmpty()) {
            throw SoapFaultException.client("content is not allowed in prolog, or there is no envelope with a body");
        }
        List<Element> operations = children(bodies.get(0), null);
        if (operations.size() != 1) {
            throw SoapFaultException.client("the body must have one operation");
        }
        List<Element> headers = children(envelope, "Header");
        return new SoapMessage(headers.isEmpty() ? null : headers.get(0), operations.get(0));
    }

    /** The session of the SessionHeader, empty when there is none. */
    public String sessionId() {
        return headerValue("SessionHeader", "sessionId");
    }

    /** The value in a header such as {@code AllOrNoneHeader}, empty when it was not sent. */
    String headerValue(String name, String member) {
        if (header == null) {
            return "";
        }
        return children(header, name).stream()
                .flatMap(found -> children(found, member).stream())
                .map(SoapMessage::text)
                .findFirst()
                .orElse("");
    }

    /** The operation's element. */
    Element operation() {
        return operation;
    }

    /** The elements below it of that name, all of them for null. */
    static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name == null || element.getLocalName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }

    /** The texts of the elements below it of that name. */
    static List<String> texts(Element parent, String name) {
        return children(parent, name).stream().map(SoapMessage::text).toList();
    }

    static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Element parse(byte[] body) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(body)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw SoapFaultException.client(String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
