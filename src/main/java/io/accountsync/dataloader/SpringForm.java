package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Spring file can say besides its beans, and would mean something to Data Loader: other files, other names, values from
 * elsewhere. None of it is read here, so each is named with its line, and nothing is imported without it.
 */
final class SpringForm {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");
    private static final List<String> UNDERSTOOD = List.of("bean", "description");

    private final Path file;
    private final List<String> mistakes = new ArrayList<>();

    private SpringForm(Path file) {
        this.file = file;
    }

    /**
     * Goes on only where beans are all that there is.
     *
     * @throws ConfigurationException a line for each that is not understood
     */
    static void require(Path file, XmlElement root) {
        SpringForm form = new SpringForm(file);
        root.children().stream()
                .filter(element -> !UNDERSTOOD.contains(element.name()))
                .forEach(form::addElement);
        root.children("bean").forEach(form::addPlaceholders);
        if (!form.mistakes.isEmpty()) {
            throw ConfigurationException.ofLines(form.mistakes);
        }
    }

    private void addElement(XmlElement element) {
        add(
                element,
                element.name().equals("import")
                        ? "takes over the beans of "
                                + element.attribute("resource").orElse("another file")
                                + ", which is not read. Copy them into this file in its place"
                        : "has the element " + element.name()
                                + ", which is not read. Write what it means into the beans, and take it out");
    }

    /** A password is not carried over, wherever it comes from. */
    private void addPlaceholders(XmlElement element) {
        String name =
                element.attribute("name").or(() -> element.attribute("key")).orElse("");
        if (name.toLowerCase(Locale.ROOT).endsWith("password")) {
            return;
        }
        Stream.concat(element.attributes().values().stream(), Stream.of(element.text()))
                .map(PLACEHOLDER::matcher)
                .filter(Matcher::find)
                .findFirst()
                .ifPresent(found -> add(
                        element,
                        "has the placeholder " + found.group()
                                + (name.isEmpty() ? "" : " in " + name)
                                + ", whose value is not in this file. Write the value itself"));
        element.children().forEach(this::addPlaceholders);
    }

    private void add(XmlElement element, String mistake) {
        mistakes.add(Sentence.closed(file + ", line " + element.line() + ": " + mistake));
    }
}
