package io.accountsync.camel;

import io.accountsync.run.sync.Sync;
import io.accountsync.source.CsvFile;
import io.accountsync.source.JsonFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The route templates of the jar, which sync files use by {@code templatedRoute}. A new one needs an entry here and its route. */
public enum SyncTemplate {
    SCHEDULE("sync-schedule", null, List.of(List.of("sync")), List.of("cron", "timeZone")),
    CSV(
            "csv-source",
            CsvFile::new,
            List.of(List.of("sync"), List.of("path", "uri")),
            List.of("charset", "delimiter", "quote", "nullText", "lastLineEnd")),
    JSON("json-source", JsonFile::new, List.of(List.of("sync"), List.of("path", "uri")), List.of("charset"));

    private final String id;
    private final Supplier<Object> file;
    private final List<List<String>> required;
    private final List<String> parameters;

    /**
     * @param file makes the bean of the file that a source reads; null for a template without one
     * @param required of each of these one must be given, and only one
     */
    SyncTemplate(String id, Supplier<Object> file, List<List<String>> required, List<String> optional) {
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

    /** A bean for the file of one source; empty for a template that reads none. */
    Optional<Object> newFile() {
        return Optional.ofNullable(file).map(Supplier::get);
    }

    /** The id of a route of this template, where the file gives it none. */
    String routeId(String sync) {
        return this == SCHEDULE ? sync : Sync.sourceRoute(sync);
    }
}
