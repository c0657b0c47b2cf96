package io.accountsync.mapping;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultExchange;

/** An expression that Camel Simple evaluates, with the row as message body. */
record SimpleExpression(
        CamelContext context, Expression expression, Set<ColumnPath> paths, Set<String> columns, ColumnTimes times)
        implements RowExpression {
    SimpleExpression(CamelContext context, Expression expression, Set<ColumnPath> paths, ColumnTimes times) {
        this(
                context,
                expression,
                paths,
                paths.stream().map(ColumnPath::column).collect(Collectors.toCollection(LinkedHashSet::new)),
                times);
    }

    @Override
    public Object evaluate(Map<String, ?> row) throws InvalidRowException {
        for (String column : columns) {
            RowExpressions.readable(row, column);
        }
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(row);
        try {
            return times.of(RowExpressions.readable(expression.evaluate(exchange, Object.class)));
        } catch (RuntimeException e) {
            // Camel's message prints the whole row: say only what kind of failure it was.
            throw new InvalidRowException("EXPRESSION_FAILED", null, "the expression failed" + reason(row));
        }
    }

    private String reason(Map<String, ?> row) {
        return columns.stream()
                .filter(column -> row.get(column) == null)
                .findFirst()
                .map(column -> ", since the column " + column + " is null; call a function that takes null, such as "
                        + "${uppercase(${body[" + column + "]})}, or coalesce it in the source query")
                .orElse(" for what this row holds; fix it in the mapping");
    }
}
