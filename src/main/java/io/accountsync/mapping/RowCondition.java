package io.accountsync.mapping;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * A condition of a sync file that Camel Simple evaluates, with the row as message body. Texts without anything in them count as
 * null in its columns, as they do in fields: a CSV file has no other way to say so. Safe for several threads.
 *
 * @param paths what of a row it reads
 */
record RowCondition(CamelContext context, Predicate predicate, Set<ColumnPath> paths) {
    /**
     * Whether it is true of a row.
     *
     * @param row a map whose keys ignore case
     * @throws InvalidRowException when it fails for this row
     */
    boolean isTrueOf(Map<String, ?> row) throws InvalidRowException {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(withoutBlanks(row));
        try {
            return predicate.matches(exchange);
        } catch (RuntimeException e) {
            // Camel's message prints the whole row.
            throw new InvalidRowException(
                    "EXPRESSION_FAILED",
                    GoneRule.DELETED_WHEN,
                    "the condition failed for what this row holds; fix it in the sync file");
        }
    }

    private Map<String, ?> withoutBlanks(Map<String, ?> row) throws InvalidRowException {
        Map<String, Object> copy = null;
        for (String column : columns()) {
            if (RowExpressions.readable(row, column) instanceof String text && text.isBlank()) {
                copy = copy == null ? new CaseInsensitiveMap(Map.copyOf(withoutNulls(row))) : copy;
                copy.remove(column);
            }
        }
        return copy == null ? row : copy;
    }

    private static Map<String, Object> withoutNulls(Map<String, ?> row) {
        return row.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));
    }

    private Set<String> columns() {
        return paths.stream().map(ColumnPath::column).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
