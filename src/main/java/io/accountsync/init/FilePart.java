package io.accountsync.init;

import io.accountsync.source.FileForm;
import java.util.Optional;

/**
 * A file as source, read by a route template of the jar.
 *
 * @param path as it was given
 */
record FilePart(String path, FileForm form) implements SourcePart {
    private static final String UTF_8 = "UTF-8";

    @Override
    public String yaml(String sync, Optional<String> cursor) {
        boolean isCsv = form.kind() == FileForm.Kind.CSV;
        StringBuilder yaml = new StringBuilder("- templatedRoute: # the rows of the file\n")
                .append("    routeTemplateRef: " + (isCsv ? "csv-source" : "json-source") + "\n")
                .append("    parameters:\n");
        add(yaml, "sync", sync, "");
        // What begins with # would name a bean.
        add(yaml, "path", YamlText.quoted(path.startsWith("#") ? "./" + path : path), "");
        if (!form.charset().equals(UTF_8)) {
            add(yaml, "charset", form.charset(), "");
        }
        form.writtenDelimiter().ifPresent(delimiter -> add(yaml, "delimiter", YamlText.quoted(delimiter), ""));
        if (isCsv && !form.endsLastLine()) {
            add(yaml, "lastLineEnd", "optional", " # the last line of the file has no line end");
        }
        return yaml.toString();
    }

    private static void add(StringBuilder yaml, String name, String value, String comment) {
        yaml.append("      - name: " + name + "\n").append("        value: " + value + comment + "\n");
    }
}
