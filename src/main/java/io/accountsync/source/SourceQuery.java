package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.jdbc.JdbcUrl;
import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.sql.DefaultSqlPrepareStatementStrategy;
import org.apache.camel.component.sql.SqlHelper;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;

/**
 * Hands a query to the database as it was written. On its own way through a Camel URI each # becomes a question mark, %41 an
 * A, and lines one line; therefore a URI carries only a name, and the query is here. Queries that a route makes while it runs
 * (header {@code CamelSqlQuery}, or the body) are read by the same rules.
 */
public final class SourceQuery extends DefaultSqlPrepareStatementStrategy {
    private static final String VARIABLE = "${variable.";

    private final String name;
    private final String prefix;
    private final SqlText text;
    private final String mistake;

    private SourceQuery(String name, String prefix, SqlText text, String mistake) {
        this.name = name;
        this.prefix = prefix;
        this.text = text;
        this.mistake = mistake;
    }

    /**
     * A query.
     *
     * @param name that stands in the URI instead of the query
     * @param prefix what a parameter begins with, behind its colon; # as a rule
     * @param isOneLine whether line ends of the query may have been lost, as in a folded text of YAML
     * @throws IllegalArgumentException when the query cannot mean what it says; the message says what to write instead
     */
    public static SourceQuery of(String name, String query, String prefix, boolean isOneLine) {
        return new SourceQuery(name, prefix, SqlText.read(query, prefix, isOneLine), null);
    }

    /** Stands in the place of a query that cannot mean what it says; who asks for its rows gets the reason. */
    public static SourceQuery refused(String name, String mistake) {
        return new SourceQuery(name, "#", null, mistake);
    }

    /** The query with its parameters as the header {@code CamelSqlQuery} takes it; empty when it cannot mean what it says. */
    public String written() {
        return text == null ? "" : text.written();
    }

    @Override
    public String prepareQuery(String query, boolean allowNamedParameters, Exchange exchange) {
        return textOf(query)
                .prepared(parameter -> valuesOf(parameter, exchange, null).size());
    }

    @Override
    public Iterator<?> createPopulateIterator(
            String query, String preparedQuery, int expected, Exchange exchange, Object value) {
        SqlText sql = textOf(query);
        List<Object> values = new ArrayList<>();
        Object parameters = value == exchange.getMessage().getBody() ? null : value;
        sql.parameters().forEach(parameter -> values.addAll(valuesOf(parameter, exchange, parameters)));
        if (values.size() != expected) {
            throw new ConfigurationException(
                    "The source query has " + Quantity.of(values.size(), "parameter") + ", and the database finds "
                            + expected + " in it. "
                            + (sql.operators() > 0
                                    ? "A ? outside of quotes is an operator of PostgreSQL; write a parameter as :#name."
                                    : "Is a parameter within a comment, or a quote not closed?"));
        }
        return new Bound(values.iterator(), exchange.getVariable(QuerySnapshot.VARIABLE, QuerySnapshot.class));
    }

    @Override
    public void populateStatement(PreparedStatement statement, Iterator<?> values, int expected) throws SQLException {
        JdbcUrl url = JdbcUrl.of(statement.getConnection());
        JdbcProfile profile = JdbcProfiles.orUnknown(url);
        List<Object> arguments = new ArrayList<>();
        values.forEachRemaining(value -> arguments.add(profile.parameter(url, value)));
        if (values instanceof Bound bound && bound.snapshot() != null) {
            bound.snapshot().before(statement.getConnection());
        }
        new ArgumentPreparedStatementSetter(arguments.toArray()).setValues(statement);
    }

    /** @param snapshot takes down what the query sees; null where nobody wants to know */
    private record Bound(Iterator<Object> values, QuerySnapshot snapshot) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return values.hasNext();
        }

        @Override
        public Object next() {
            return values.next();
        }
    }

    private SqlText textOf(String query) {
        if (mistake != null) {
            throw new ConfigurationException("The source query " + mistake);
        }
        try {
            return name.equals(query) ? text : SqlText.read(query, prefix, false);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The source query " + e.getMessage(), e);
        }
    }

    private static List<Object> valuesOf(SqlText.Parameter parameter, Exchange exchange, Object body) {
        requireKnown(parameter, exchange, body);
        Object value = SqlHelper.lookupParameter(parameter.name(), exchange, body);
        List<Object> values = new ArrayList<>();
        if (!parameter.isList()) {
            values.add(value);
            return values;
        }
        if (value != null) {
            createInParameterIterator(value).forEachRemaining(values::add);
        }
        if (values.isEmpty()) {
            throw new ConfigurationException(
                    "The list " + parameter.written() + " of the source query is empty, so that it "
                            + "would find no row. Leave the condition out, or give the list a value.");
        }
        return values;
    }

    /** A name that nobody has set would be null, and no row compares with null: the run would read nothing, and succeed. */
    private static void requireKnown(SqlText.Parameter parameter, Exchange exchange, Object body) {
        String name = parameter.name();
        boolean isVariable = name.startsWith(VARIABLE) && name.matches("\\$\\{variable\\.\\w+}");
        boolean isKnown = isVariable
                ? exchange.getVariable(name.substring(VARIABLE.length(), name.length() - 1)) != null
                : SqlHelper.hasParameter(name, exchange, body);
        if (!isKnown) {
            throw new ConfigurationException("The source query has the parameter " + parameter.written()
                    + ", which has no value. Where the run begins to read is :#${variable.since}; anything else must be set "
                    + "by a step before the query.");
        }
    }
}
