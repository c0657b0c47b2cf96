package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.source.RowLimit;
import io.accountsync.source.SourceDatabase;
import io.accountsync.source.SourceException;
import io.accountsync.source.TableCatalog;
import io.accountsync.source.TableFacts;
import io.accountsync.source.TableSample;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Looks at a table, or at the rows of a query. */
public final class TableLook {
    private final DataSource database;
    private final RowLimit most;

    public TableLook(DataSource database, RowLimit most) {
        this.database = database;
        this.most = most;
    }

    /**
     * Looks at a table or view.
     *
     * @throws ConfigurationException when there is none of this name; the message has the nearest
     * @throws SQLException when the database cannot be reached
     */
    public Look table(String name) throws SQLException {
        return reading(connection -> {
            TableFacts facts = new TableCatalog(connection).find(name);
            String query = "select * from " + facts.sql();
            TableSample sample = TableSample.read(connection, query, most);
            List<String> about = new ArrayList<>();
            about.add("table      " + facts.table().text());
            about.add("key        "
                    + (facts.primaryKey().isEmpty()
                            ? "no primary key"
                            : "primary key " + String.join(" + ", facts.primaryKey())));
            return look(
                    facts.table().name(), about, notes(facts), sample, Optional.of(facts), new QueryPart(query, true));
        });
    }

    /**
     * Looks at a query.
     *
     * @throws ConfigurationException when it is none that a sync file could go on from, or the database refuses it
     * @throws SQLException when the database cannot be reached
     */
    public Look query(String written) throws SQLException {
        String query = written.strip().replaceFirst(";\\s*$", "").strip();
        refuse(query);
        return reading(connection -> look(
                null,
                List.of("query      of the source database"),
                List.of(),
                TableSample.read(connection, query, most),
                Optional.empty(),
                new QueryPart(query, false)));
    }

    private static void refuse(String query) {
        if (!query.toLowerCase(Locale.ROOT).matches("(?s)(select|with|values|table)\\b.*")) {
            throw new ConfigurationException("--query is not a query: it begins with none of select, with, values");
        }
        if (query.contains(":#") || query.contains("{{")) {
            throw new ConfigurationException(
                    "--query has a parameter, and there is no run yet that would give it a value. Leave out the"
                            + " condition by the cursor: --cursor COLUMN adds it. Write other values as they are");
        }
    }

    private interface Reading {
        Look look(Connection connection) throws SQLException;
    }

    /** Changes nothing: what a query may have done is taken back. */
    private Look reading(Reading reading) throws SQLException {
        try (Connection connection = SourceDatabase.connect(database)) {
            connection.setAutoCommit(false);
            try {
                return reading.look(connection);
            } finally {
                connection.rollback();
            }
        } catch (SourceException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    private static Look look(
            String name,
            List<String> about,
            List<String> notes,
            TableSample sample,
            Optional<TableFacts> facts,
            SourcePart part) {
        return new Look(
                name,
                about,
                sample.columns().stream()
                        .map(column -> new Look.Column(column.name(), column.type()))
                        .toList(),
                sample.rows(),
                sample.isWhole(),
                notes,
                facts,
                part);
    }

    private static List<String> notes(TableFacts facts) {
        return facts.primaryKey().size() < 2
                ? List.of()
                : List.of("The primary key has several columns. Where no other column is a key, make one of them in a"
                        + " query: --query \"select " + String.join(" || '-' || ", facts.primaryKey())
                        + " as id, t.* from " + facts.sql() + " t\"");
    }
}
