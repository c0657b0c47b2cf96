package io.accountsync.init;

import java.util.Optional;

/**
 * A query of the source database as source.
 *
 * @param query without parameters and without a semicolon
 * @param isTable whether it is {@code select * from} a table, so that a condition can follow
 */
record QueryPart(String query, boolean isTable) implements SourcePart {
    private static final String TEMPLATE =
            """
            - route:
                id: @sync@-source
                description: @description@
                from:
                  uri: direct
                  parameters:
                    name: @sync@-source
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: |-
            @query@
                          dataSource: "#source"
                          outputType: StreamList
            """;

    @Override
    public String yaml(String sync, Optional<String> cursor) {
        String sql = cursor.map(this::since).orElse(query).strip().replaceAll("(?m)^", " ".repeat(16));
        return TEMPLATE.replace("@sync@", sync)
                .replace(
                        "@description@",
                        cursor.isPresent()
                                ? "The rows that changed since the cursor, as a stream"
                                : "All rows, as a stream")
                .replace("@query@", sql);
    }

    private String since(String cursor) {
        String rows = isTable ? query : "select * from (\n" + query + "\n) source_rows";
        return rows + "\nwhere " + cursor + " >= :#${variable.since}\norder by " + cursor;
    }
}
