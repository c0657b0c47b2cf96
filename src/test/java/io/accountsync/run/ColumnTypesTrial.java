package io.accountsync.run;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.LocalOrgOptionsBuilder;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.run.ColumnTypesTable.Line;
import io.accountsync.source.SourceDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sends the values of a table of types from a real database to a local org: one column and one row for each line, one run for all
 * of them; then another one with the casts that the refusals propose.
 */
final class ColumnTypesTrial implements AutoCloseable {
    private static final Pattern CAST = Pattern.compile(
            "the column \\w+ (?:is )?of type (.+?)(?:, cast it in the source query, "
                    + "as with (.+)|(?:, of which no cast makes| and holds another text than that of) a [a-z/ ]+; map it to a text "
                    + "field, as with (.+)| cannot be read in row \\d+ \\(.+\\); cast it in the source query, as with (.+))");

    private final String url;
    private final ColumnTypesTable table;
    private final Path directory;
    private final LocalOrg org;

    /**
     * What became of a line.
     *
     * @param arrives what the field holds; null for nothing
     * @param refusal the message of the row; null where it was sent
     * @param cast what the message proposes, for a column v
     * @param type what the message calls the column's type
     * @param isForText whether it proposes a text field
     */
    record Outcome(String arrives, String refusal, String cast, String type, boolean isForText) {}

    ColumnTypesTrial(String url, ColumnTypesTable table, Path directory) {
        this.url = url;
        this.table = table;
        this.directory = directory;
        LocalOrgOptionsBuilder options = LocalOrgOptions.builder();
        for (Line line : table.lines()) {
            options.withField("Account", field("F" + line.number() + "__c", line.field()));
            options.withField("Account", field("T" + line.number() + "__c", "text"));
        }
        this.org = LocalOrg.start(options.build());
    }

    private static FieldSpec field(String name, String kind) {
        return switch (kind) {
            case "text" -> FieldSpec.text(name, 255);
            case "number" -> FieldSpec.number(name, 18, 4);
            case "checkbox" -> FieldSpec.checkbox(name);
            case "date" -> FieldSpec.date(name);
            case "date/time" -> FieldSpec.dateTime(name);
            case "time" -> FieldSpec.of(name, FieldType.TIME);
            case "multi-select" -> FieldSpec.multiPicklist(name, "Red", "Green", "Blue");
            default -> throw new AssertionError("docs/types.md has an unknown field type " + kind);
        };
    }

    void createTable() throws SQLException {
        try (HikariDataSource writing = SourceDatabase.openForWriting(Settings.of(
                        key -> Optional.ofNullable(Map.of("source.url", url).get(key))));
                Connection connection = writing.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : table.setup()) {
                statement.execute(sql);
            }
            statement.execute("create table t (id varchar(10), "
                    + table.lines().stream()
                            .map(line -> line.column() + " " + line.type())
                            .collect(Collectors.joining(", "))
                    + ")");
            for (Line line : table.lines()) {
                try {
                    statement.execute("insert into t (id, " + line.column() + ") values ('k" + line.number() + "', "
                            + line.value() + ")");
                } catch (SQLException e) {
                    throw new SQLException("line " + line + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** One run of all lines, and what became of each. */
    List<Outcome> run() {
        Map<String, String> refusals = send("first", table.lines(), line -> line.column(), line -> false);
        List<Outcome> outcomes = new ArrayList<>();
        for (Line line : table.lines()) {
            String refusal = refusals.get("k" + line.number());
            Matcher cast = CAST.matcher(refusal == null ? "" : refusal);
            if (!cast.find()) {
                outcomes.add(new Outcome(refusal == null ? inOrg(line, "F") : null, refusal, null, null, false));
                continue;
            }
            String same = cast.group(2);
            String text = cast.group(3) == null ? cast.group(4) : cast.group(3);
            outcomes.add(new Outcome(
                    null,
                    refusal,
                    forColumn("v", line.column(), same == null ? text : same),
                    cast.group(1),
                    same == null));
        }
        return outcomes;
    }

    /** A run of the lines that were refused, with the casts that their refusals propose; what then arrives, or why it does not. */
    Map<Line, String> runWithCasts(List<Outcome> outcomes) {
        List<Line> refused = table.lines().stream()
                .filter(line -> outcomes.get(line.number() - 1).cast() != null)
                .toList();
        Map<String, String> refusals = send(
                "casts",
                refused,
                line -> forColumn(
                        line.column(), "v", outcomes.get(line.number() - 1).cast()),
                line -> outcomes.get(line.number() - 1).isForText());
        Map<Line, String> arrives = new HashMap<>();
        for (Line line : refused) {
            String refusal = refusals.get("k" + line.number());
            arrives.put(
                    line,
                    refusal == null
                            ? inOrg(line, outcomes.get(line.number() - 1).isForText() ? "T" : "F")
                            : "REFUSED AGAIN: " + refusal);
        }
        return arrives;
    }

    private static String forColumn(String column, String other, String cast) {
        return cast.replaceAll("(?i)\\b" + other + "\\b", column);
    }

    private Map<String, String> send(
            String name, List<Line> lines, Function<Line, String> expression, Function<Line, Boolean> asText) {
        StringBuilder mapping = new StringBuilder(
                """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields:
                          Customer_Id__c: "${body[id]}"
                          Name: "${body[id]}"
                """);
        for (Line line : lines) {
            mapping.append("          ")
                    .append(asText.apply(line) ? "T" : "F")
                    .append(line.number())
                    .append("__c: \"${body[")
                    .append(line.column())
                    .append("]}\"\n");
        }
        String query = "select id"
                + lines.stream()
                        .map(line -> ", " + expression.apply(line) + " as " + line.column())
                        .collect(Collectors.joining())
                + " from t";
        try (TestSync sync = TestSync.startFile(
                org,
                directory.resolve(name),
                TestSources.ofQuery(mapping.toString(), query),
                "source.url",
                url,
                "sync.time-zone",
                "Europe/Berlin",
                "sync.max-invalid",
                "100")) {
            RunReport report = sync.run();
            if (report.status() != RunStatus.PARTIAL && report.status() != RunStatus.SUCCEEDED) {
                throw new AssertionError(report.status() + ": " + report.message());
            }
            return sync.ofState(state -> state.rejected().details("", 10_000)).stream()
                    .collect(Collectors.toMap(rejected -> rejected.record().key(), rejected -> rejected.record()
                            .message()));
        }
    }

    private String inOrg(Line line, String prefix) {
        Object value = org.find("Account", "Customer_Id__c", "k" + line.number())
                .orElseThrow(() -> new AssertionError("not in the org: " + line))
                .get(prefix + line.number() + "__c");
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? null : value.toString().replace('\0', '␀');
    }

    @Override
    public void close() {
        org.close();
    }
}
