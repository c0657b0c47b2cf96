package io.accountsync.dataloader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of an XML file, without its namespace.
 *
 * @param line where it begins, from 1
 * @param text what it holds apart from other elements, without white space around it
 */
record XmlElement(String name, int line, Map<String, String> attributes, List<XmlElement> children, String text) {
    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(String::strip);
    }

    Stream<XmlElement> children(String child) {
        return children.stream().filter(element -> element.name().equals(child));
    }

    Optional<XmlElement> child(String child) {
        return children(child).findFirst();
    }
}
