package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultExchange;

/**
 * Compiles the texts of a mapping. All of them are Camel Simple; constants, lone columns and text around columns take a
 * path of their own, since Simple costs about 0.7 µs a field and these well under 0.1.
 */
final class RowExpressions {
    private static final Pattern COLUMN = Pattern.compile("\\$\\{body\\[([^\\[\\]{}]+)]}");
    private static final Pattern COLUMN_IN_SIMPLE = Pattern.compile("body\\[([^\\[\\]{}]+)]");

    private final CamelContext context;

    RowExpressions(CamelContext context) {
        this.context = context;
    }

    /**
     * Compiles one text.
     *
     * @throws IllegalArgumentException when it is not valid Simple; the message says why
     */
    RowExpression compile(String text) {
        Matcher column = COLUMN.matcher(text);
        if (!COLUMN.matcher(text).replaceAll("").contains("${") && !text.contains("$simple{")) {
            if (column.matches()) {
                return new Column(column.group(1));
            }
            column.reset();
            return column.find() ? template(text) : new Constant(text);
        }
        return simple(text);
    }

    private static RowExpression template(String text) {
        List<RowExpression> parts = new ArrayList<>();
        Matcher column = COLUMN.matcher(text);
        int from = 0;
        while (column.find()) {
            if (column.start() > from) {
                parts.add(new Constant(text.substring(from, column.start())));
            }
            parts.add(new Column(column.group(1)));
            from = column.end();
        }
        if (from < text.length()) {
            parts.add(new Constant(text.substring(from)));
        }
        return new Template(List.copyOf(parts));
    }

    private RowExpression simple(String text) {
        try {
            Expression expression = context.resolveLanguage("simple").createExpression(text);
            expression.init(context);
            return new Simple(context, expression, columnsIn(text));
        } catch (RuntimeException e) {
            // Simple's messages show the expression and a mark below the place: the first line says it all.
            throw new IllegalArgumentException(
                    e.getMessage().lines().findFirst().orElse("not valid Simple"), e);
        }
    }

    private static Set<String> columnsIn(String text) {
        Set<String> columns = new LinkedHashSet<>();
        Matcher matcher = COLUMN_IN_SIMPLE.matcher(text);
        while (matcher.find()) {
            columns.add(matcher.group(1).replaceAll("^['\"]|['\"]$", ""));
        }
        return columns;
    }

    private record Constant(String value) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) {
            return value;
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }
    }

    private record Column(String name) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) {
            return row.get(name);
        }

        @Override
        public Set<String> columns() {
            return Set.of(name);
        }
    }

    private record Template(List<RowExpression> parts) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) throws InvalidRowException {
            StringBuilder text = new StringBuilder();
            for (RowExpression part : parts) {
                Object value = part.evaluate(row);
                if (value != null) {
                    text.append(Texts.of(value));
                }
            }
            return text.toString();
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>();
            parts.forEach(part -> columns.addAll(part.columns()));
            return columns;
        }
    }

    private record Simple(CamelContext context, Expression expression, Set<String> columns) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) throws InvalidRowException {
            Exchange exchange = new DefaultExchange(context);
            exchange.getIn().setBody(row);
            try {
                return expression.evaluate(exchange, Object.class);
            } catch (RuntimeException e) {
                // Camel's message prints the whole row: say only what kind of failure it was.
                throw new InvalidRowException(
                        "EXPRESSION_FAILED",
                        null,
                        "the expression failed (" + rootCause(e).getClass().getSimpleName() + ")");
            }
        }

        private static Throwable rootCause(Throwable e) {
            return e.getCause() == null ? e : rootCause(e.getCause());
        }
    }
}
