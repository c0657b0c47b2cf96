package io.accountsync.dataloader;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bean of a Spring file.
 *
 * @param id its id or name; empty for a bean within another
 * @param type the last part of its class; empty for a bean that takes the class of its parent
 * @param parent the bean whose properties it takes over where it has none of its own; empty for none
 */
record SpringBean(String id, String type, String parent, XmlElement element) {
    static SpringBean of(XmlElement bean) {
        String type = bean.attribute("class").orElse("");
        return new SpringBean(
                bean.attribute("id").or(() -> bean.attribute("name")).orElse(""),
                type.substring(type.lastIndexOf('.') + 1),
                bean.attribute("parent").orElse(""),
                bean);
    }

    int line() {
        return element.line();
    }

    /** Whether it is only there for others to take over. */
    boolean isAbstract() {
        return element.attribute("abstract").filter("true"::equals).isPresent();
    }

    Optional<XmlElement> property(String name) {
        return element.children("property")
                .filter(property ->
                        property.attribute("name").filter(name::equals).isPresent())
                .findFirst();
    }

    /** The text of a property. */
    Optional<String> value(String name) {
        return property(name).flatMap(SpringBean::valueOf);
    }

    /** The entries of a list. */
    List<String> list(String name) {
        return property(name).stream()
                .flatMap(property -> property.children().stream())
                .filter(list -> List.of("list", "set", "array").contains(list.name()))
                .flatMap(list -> list.children("value"))
                .map(XmlElement::text)
                .toList();
    }

    /** The entries of a map, as {@code <map>} or as {@code <props>}. */
    Stream<XmlElement> entries(String name) {
        return property(name).stream()
                .flatMap(property -> property.children().stream())
                .flatMap(map -> Stream.concat(map.children("entry"), map.children("prop")));
    }

    /** Whether the entries of a map come in addition to those of the parent. */
    boolean merges(String name) {
        return property(name).stream()
                .flatMap(property -> property.children().stream())
                .anyMatch(map -> map.attribute("merge").filter("true"::equals).isPresent());
    }

    /** The key of an entry of a map. */
    static String keyOf(XmlElement entry) {
        return entry.attribute("key")
                .or(() -> entry.child("key")
                        .map(key -> key.child("value").orElse(key).text()))
                .orElse("");
    }

    /** What an entry of a map, or a property, holds: an attribute, an element within, or its text. */
    static Optional<String> valueOf(XmlElement entry) {
        return Optional.ofNullable(entry.attributes().get("value"))
                .or(() -> entry.child("value").map(XmlElement::text))
                .or(() -> entry.children().isEmpty() ? Optional.of(entry.text()) : Optional.empty());
    }
}
