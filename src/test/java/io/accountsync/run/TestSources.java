package io.accountsync.run;

import java.nio.file.Path;

/** Whole sync files for tests: a mapping, and a source route that reads a query or a file. */
public final class TestSources {
    private TestSources() {}

    /** That mapping, and the rows of a query of the source database. */
    static String ofQuery(String mapping, String query) {
        return mapping
                + """
                - route:
                    id: accounts-source
                    from:
                      uri: direct
                      parameters:
                        name: accounts-source
                      steps:
                        - to:
                            uri: sql
                            parameters:
                              query: "%s"
                              dataSource: "#source"
                              outputType: StreamList
                """
                        .formatted(query.replace("\"", "\\\""));
    }

    /**
     * That mapping, and the rows of a file.
     *
     * @param type {@code CsvFile} or {@code JsonFile}
     */
    public static String ofFile(String mapping, String type, Path file) {
        return mapping.replaceFirst(
                        "- beans:\n",
                        "- beans:\n    - name: clients\n      type: io.accountsync.source." + type
                                + "\n      properties:\n        path: \"" + file + "\"\n")
                + TestSync.ROWS.replace("ref: rows", "ref: clients").replace("method: read", "method: rows");
    }
}
