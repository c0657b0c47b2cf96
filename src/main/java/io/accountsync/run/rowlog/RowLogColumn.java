package io.accountsync.run.rowlog;

import io.accountsync.source.jdbc.TableDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of a row log, in their order. The names are words of no database. */
enum RowLogColumn {
    SYNC_NAME(Kind.KEY, 100),
    RECORD_KEY(Kind.KEY, 255),
    OUTCOME(Kind.TEXT, 40),
    OPERATION(Kind.TEXT, 20),
    SALESFORCE_ID(Kind.TEXT, 18),
    FINGERPRINT(Kind.TEXT, 32),
    RUN_ID(Kind.NUMBER, 0),
    OUTCOME_AT(Kind.TIME, 0),
    ERROR_CODE(Kind.TEXT, 100),
    ERROR_MESSAGE(Kind.TEXT, 1000);

    private enum Kind {
        KEY,
        TEXT,
        NUMBER,
        TIME
    }

    private final Kind kind;
    private final int length;

    RowLogColumn(Kind kind, int length) {
        this.kind = kind;
        this.length = length;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many characters it holds; 0 for what is no text. */
    int length() {
        return length;
    }

    /** Those of these names. */
    static List<RowLogColumn> of(List<String> names) {
        return names.stream()
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(RowLogColumn::column).toList();
    }

    /** Those that a row is found by. */
    static List<String> keys() {
        return columns(true);
    }

    static List<String> others() {
        return columns(false);
    }

    private static List<String> columns(boolean keys) {
        return Arrays.stream(values())
                .filter(column -> (column.kind == Kind.KEY) == keys)
                .map(RowLogColumn::column)
                .toList();
    }

    /** The statement that makes the table. */
    static String create(String table, TableDialect dialect) {
        List<String> lines = new ArrayList<>();
        for (RowLogColumn column : values()) {
            lines.add(column.column() + " " + column.type(dialect) + (column.kind == Kind.KEY ? " not null" : ""));
        }
        if (!dialect.primaryKey().isEmpty()) {
            lines.add(String.format(Locale.ROOT, dialect.primaryKey(), String.join(", ", keys())));
        }
        return "create table " + table + lines.stream().collect(Collectors.joining(", ", " (", ")"));
    }

    private String type(TableDialect dialect) {
        return switch (kind) {
            case KEY -> String.format(Locale.ROOT, dialect.key(), length);
            case TEXT -> String.format(Locale.ROOT, dialect.text(), length);
            case NUMBER -> dialect.number();
            case TIME -> dialect.time();
        };
    }
}
