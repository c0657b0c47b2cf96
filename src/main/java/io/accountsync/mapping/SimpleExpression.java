package io.accountsync.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultExchange;

/**
 * An expression that Camel Simple evaluates, with the row as message body.
 *
 * @param inner the functions within it, of whose values Camel makes texts
 * @param measures whether one of its functions gives something that does not show of which text it was made
 */
record SimpleExpression(
        CamelContext context,
        Expression expression,
        List<RowExpression> inner,
        boolean measures,
        Set<ColumnPath> paths,
        Set<String> columns,
        ColumnTimes times)
        implements RowExpression {
    SimpleExpression(
            CamelContext context,
            Expression expression,
            List<RowExpression> inner,
            boolean measures,
            Set<ColumnPath> paths,
            ColumnTimes times) {
        this(
                context,
                expression,
                inner,
                measures,
                paths,
                paths.stream().map(ColumnPath::column).collect(Collectors.toCollection(LinkedHashSet::new)),
                times);
    }

    @Override
    public Object evaluate(Map<String, ?> row) throws InvalidRowException {
        for (String column : columns) {
            RowExpressions.readable(row, column);
        }
        for (RowExpression function : inner) {
            requireText(function, row);
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(new RowView(row, times));
        try {
            Object value = RowExpressions.readable(expression.evaluate(exchange, Object.class));
            if (RowView.isIn(value)) {
                throw new IllegalStateException("a text was made of an object");
            }
            return times.of(value);
        } catch (RuntimeException e) {
            // Camel's message prints the whole row: say only what kind of failure it was.
            throw new InvalidRowException("EXPRESSION_FAILED", null, "the expression failed" + reason(row, e));
        }
    }

    /**
     * Camel makes text of whatever a function within another one gives.
     *
     * @throws InvalidRowException when that has no text of its own
     */
    private void requireText(RowExpression function, Map<String, ?> row) throws InvalidRowException {
        Object value;
        try {
            value = function.evaluate(row);
        } catch (InvalidRowException e) {
            if (e.code().equals("EXPRESSION_FAILED")) {
                // It may mean nothing by itself; if not, the whole fails.
                return;
            }
            throw e;
        }
        PlainValues.require(value);
        if (measures && !PlainValues.isPlain(value)) {
            throw ValueConverters.wrongType(null, "a single value", value);
        }
    }

    private String reason(Map<String, ?> row, RuntimeException error) {
        Optional<String> object = columns.stream()
                .filter(column -> !PlainValues.isPlain(row.get(column)))
                .findFirst();
        if (object.isPresent()) {
            return ", since the column " + object.get() + " is " + ValueKind.of(row.get(object.get()))
                    + ", which has no text of its own; " + ColumnAdvice.textOf(object.get(), row);
        }
        return columns.stream()
                .filter(column -> row.get(column) == null)
                .findFirst()
                .map(column -> ", since the column " + column + " is null; call a function that takes null, such as "
                        + "${uppercase(${body[" + column + "]})}, or coalesce it in the source query")
                .orElseGet(() -> ExpressionFailure.reason(error));
    }
}
