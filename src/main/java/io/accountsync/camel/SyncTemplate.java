package io.accountsync.camel;

import io.accountsync.run.sync.Sync;
import io.accountsync.source.CsvFile;
import io.accountsync.source.JsonFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The route templates of the jar, which sync files use by {@code templatedRoute}. A new one needs an entry here and its route. */
public enum SyncTemplate {
    SCHEDULE("sync-schedule", null, List.of(List.of("sync")), List.of("cron", "timeZone"), Map.of()),
    CSV(
            "csv-source",
            CsvFile::new,
            List.of(List.of("sync"), List.of("path", "uri")),
            List.of("charset", "delimiter", "quote", "nullText", "lastLineEnd"),
            Map.of(
                    "path",
                    text -> new CsvFile().setPath(text),
                    "charset",
                    text -> new CsvFile().setCharset(text),
                    "delimiter",
                    text -> new CsvFile().setDelimiter(text),
                    "quote",
                    SyncTemplate::requireCharacter,
                    "lastLineEnd",
                    text -> new CsvFile().setLastLineEnd(text))),
    JSON(
            "json-source",
            JsonFile::new,
            List.of(List.of("sync"), List.of("path", "uri")),
            List.of("charset"),
            Map.of("path", text -> new JsonFile().setPath(text), "charset", text -> new JsonFile().setCharset(text)));

    private final String id;
    private final Supplier<Object> file;
    private final List<List<String>> required;
    private final List<String> parameters;
    private final Map<String, Consumer<String>> trials;

    /**
     * @param file makes the bean of the file that a source reads; null for a template without one
     * @param required of each of these one must be given, and only one
     * @param trials what throws IllegalArgumentException for a value that a parameter cannot have. What is wrong with a
     *     schedule is said by whoever settles it, since a key may count in its place.
     */
    SyncTemplate(
            String id,
            Supplier<Object> file,
            List<List<String>> required,
            List<String> optional,
            Map<String, Consumer<String>> trials) {
        this.trials = trials;
        this.id = id;
        this.file = file;
        this.required = required;
        this.parameters = Stream.concat(required.stream().flatMap(List::stream), optional.stream())
                .toList();
    }

    /** The template with this id; empty when it is not one of the jar. */
    static Optional<SyncTemplate> of(String id) {
        return Arrays.stream(values())
                .filter(template -> template.id.equals(id))
                .findFirst();
    }

    /** The ids of all. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(SyncTemplate::id).toList();
    }

    String id() {
        return id;
    }

    /** All of them, those that are required first. */
    public List<String> parameters() {
        return parameters;
    }

    /** Of each of these one must be given, and only one. */
    List<List<String>> required() {
        return required;
    }

    /** What is wrong with a value of a parameter; empty for nothing. */
    Optional<String> mistake(String parameter, String value) {
        try {
            if (required.stream().anyMatch(names -> names.contains(parameter)) && value.isBlank()) {
                return Optional.of("it is empty");
            }
            trials.getOrDefault(parameter, text -> {}).accept(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Whether rows are found and split without a parameter as they are with it. */
    static boolean isHarmless(String parameter) {
        return parameter.equals("lastLineEnd");
    }

    private static void requireCharacter(String quote) {
        if (quote.length() != 1) {
            throw new IllegalArgumentException("quote must be one character");
        }
    }

    /** A bean for the file of one source; empty for a template that reads none. */
    Optional<Object> newFile() {
        return Optional.ofNullable(file).map(Supplier::get);
    }

    /** The id of a route of this template, where the file gives it none. */
    String routeId(String sync) {
        return this == SCHEDULE ? sync : Sync.sourceRoute(sync);
    }
}
