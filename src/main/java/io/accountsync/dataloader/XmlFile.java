package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an XML file that somebody else wrote. A DOCTYPE, as Data Loader's own samples have it, is passed over: nothing is loaded
 * from elsewhere, and entities are not expanded.
 */
final class XmlFile {
    /** Nobody nests beans so deep; without a limit a file could use up the stack. */
    private static final int DEEPEST = 60;

    private final Path file;
    private final XMLStreamReader reader;

    private XmlFile(Path file, XMLStreamReader reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * The outermost element of a file.
     *
     * @throws ConfigurationException when it cannot be read or is not XML, with the line
     */
    static XmlElement read(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        try {
            byte[] bytes = Files.readAllBytes(file);
            XmlEncoding.require(file, bytes);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // What is in front of the first element does not count.
            }
            XmlFile xml = new XmlFile(file, reader);
            XmlElement root = xml.element(0);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read by the user of this process. Give that user the right to read it.", e);
        }
    }

    private XmlElement element(int depth) throws XMLStreamException {
        int line = reader.getLocation().getLineNumber();
        if (depth > DEEPEST) {
            throw new ConfigurationException(file + ", line " + line + ": has elements within each other "
                    + "more than " + DEEPEST + " deep, which no file of Data Loader has. Is it the right file?");
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new ConfigurationException(
                            file + ", line " + reader.getLocation().getLineNumber() + ": uses the entity "
                                    + reader.getLocalName()
                                    + ", which is not expanded. Write the text itself in its place.");
                default -> {
                    // Comments say nothing to Data Loader either.
                }
            }
        }
        return new XmlElement(
                name, line, attributes, children, text.toString().stripIndent().strip());
    }

    private static ConfigurationException unreadable(Path file, XMLStreamException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        String place = file + (line > 0 ? ", line " + line : "");
        String reason = String.valueOf(e.getMessage()).replaceFirst("(?s)^.*?Message: ", "");
        return new ConfigurationException(
                place + ": is not valid XML: "
                        + Sentence.closed(reason.lines().findFirst().orElse("")) + " Fix it there.",
                e);
    }
}
