package io.accountsync.dataloader;

import io.accountsync.config.JsonText;
import java.util.List;
import java.util.Map;

/** Writes a sync file in the form that docs/mapping.md describes. */
final class SyncFileWriter {
    private final StringBuilder yaml = new StringBuilder();

    /**
     * The head and the definition.
     *
     * @param updates whether no record is to be created
     * @param comments lines above everything
     */
    SyncFileWriter(String sync, String object, String key, boolean updates, SinceQuery since, List<String> comments) {
        comments.stream()
                .flatMap(String::lines)
                .forEach(line -> yaml.append("# ").append(line.strip()).append('\n'));
        yaml.append("- beans:\n    - name: ").append(sync).append('\n');
        yaml.append("      type: io.accountsync.mapping.SyncDefinition\n      properties:\n");
        yaml.append("        object: ").append(object).append('\n');
        yaml.append("        externalId: ").append(key).append('\n');
        if (updates) {
            yaml.append("        operation: update\n");
        }
        if (since != null && since.cursor() != null) {
            yaml.append("        cursor: ").append(quoted(since.cursor())).append('\n');
            yaml.append("        cursorType: ").append(since.cursorType()).append('\n');
        }
        yaml.append("        fields:\n");
    }

    /**
     * A field.
     *
     * @param clears whether an empty value empties it
     * @param cuts whether a text that is too long is cut
     */
    void field(MappedField field, boolean clears, boolean cuts) {
        String value = quoted(field.value());
        if (field.isPlain() && !clears && !cuts) {
            yaml.append("          ")
                    .append(field.name())
                    .append(": ")
                    .append(value)
                    .append('\n');
            return;
        }
        yaml.append("          ").append(field.name()).append(":\n");
        if (field.lookup() != null) {
            option("lookup", field.lookup());
        }
        option("value", value);
        if (field.object() != null) {
            option("reference", "{ object: " + field.object() + ", by: " + field.by() + " }");
        }
        if (clears) {
            option("whenEmpty", "clear");
        }
        if (cuts) {
            option("tooLong", "truncate");
        }
    }

    private void option(String name, String value) {
        yaml.append("            ").append(name).append(": ").append(value).append('\n');
    }

    /** The route that starts the sync. */
    void schedule(String sync) {
        template("sync-schedule", Map.of(), sync);
    }

    /** The route that reads a file. */
    void csvSource(String sync, Map<String, String> parameters) {
        template("csv-source", parameters, sync);
    }

    private void template(String id, Map<String, String> parameters, String sync) {
        yaml.append("\n- templatedRoute:\n    routeTemplateRef: ").append(id).append("\n    parameters:\n");
        parameter("sync", sync);
        parameters.forEach((name, value) -> parameter(name, quoted(value)));
    }

    private void parameter(String name, String value) {
        yaml.append("      - name: ")
                .append(name)
                .append("\n        value: ")
                .append(value)
                .append('\n');
    }

    /** The route that asks a database. */
    void sqlSource(String sync, String sql) {
        yaml.append("\n- route:\n    id: ").append(sync).append("-source\n");
        yaml.append("    description: The rows of the query, as a stream\n");
        yaml.append("    from:\n      uri: direct\n      parameters:\n        name: ")
                .append(sync)
                .append("-source\n");
        yaml.append("      steps:\n        - to:\n            uri: sql\n            parameters:\n");
        yaml.append("              query: |\n");
        sql.lines().forEach(line -> yaml.append(line.isBlank() ? "" : "                " + line)
                .append('\n'));
        yaml.append("              dataSource: \"#source\"\n              outputType: StreamList\n");
    }

    String text() {
        return yaml.toString();
    }

    /** YAML takes the texts of JSON. */
    private static String quoted(String text) {
        return JsonText.of(text);
    }
}
