package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soql.Query.Item;
import io.accountsync.localorg.soql.Query.Item.Aggregate;
import io.accountsync.localorg.soql.Query.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** COUNT, COUNT_DISTINCT, SUM, AVG, MIN and MAX, over all records or per group. */
final class Aggregation {

    private record Column(String name, String function, FieldPath path) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<FieldPath> groups;

    Aggregation(Schema schema, SObjectType from, Query query) {
        this.groups = query.groupBy().stream()
                .map(name -> FieldPath.resolve(schema, from, query, name))
                .toList();
        int unnamed = 0;
        for (Item item : query.select()) {
            if (item instanceof Aggregate aggregate) {
                Name argument = aggregate.argument();
                columns.add(new Column(
                        aggregate.alias() == null ? "expr" + unnamed++ : aggregate.alias(),
                        aggregate.function(),
                        argument == null ? null : FieldPath.resolve(schema, from, query, argument)));
            } else if (item instanceof Item.Path path) {
                FieldPath resolved = FieldPath.resolve(schema, from, query, path.name());
                if (!groups.contains(resolved)) {
                    throw new SoqlException(
                            "MALFORMED_QUERY",
                            "Field must be grouped or aggregated: "
                                    + path.name().text());
                }
                columns.add(new Column(resolved.field().name(), "GROUP", resolved));
            }
        }
    }

    static boolean wanted(Query query) {
        return !query.groupBy().isEmpty() || query.select().stream().anyMatch(Aggregate.class::isInstance);
    }

    /** Whether the query is {@code SELECT COUNT() FROM …}, which answers a size and no records. */
    static boolean countOnly(Query query) {
        return query.select().size() == 1
                && query.select().get(0) instanceof Aggregate only
                && only.function().equals("COUNT")
                && only.argument() == null;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    List<Map<String, Object>> over(List<RecordView> records) {
        Map<List<Object>, List<RecordView>> grouped = new LinkedHashMap<>();
        if (groups.isEmpty()) {
            grouped.put(List.of(), records);
        }
        for (RecordView record : groups.isEmpty() ? List.<RecordView>of() : records) {
            List<Object> key = new ArrayList<>();
            groups.forEach(path -> key.add(path.value(record)));
            grouped.computeIfAbsent(key, any -> new ArrayList<>()).add(record);
        }
        return grouped.values().stream().map(this::row).toList();
    }

    private Map<String, Object> row(List<RecordView> group) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : columns) {
            row.put(column.name(), value(column, group));
        }
        return row;
    }

    private static Object value(Column column, List<RecordView> group) {
        if (column.path() == null) {
            return group.size();
        }
        List<Object> values = group.stream()
                .map(column.path()::value)
                .filter(Objects::nonNull)
                .toList();
        return switch (column.function()) {
            case "GROUP" -> values.isEmpty() ? null : values.get(0);
            case "COUNT" -> values.size();
            case "COUNT_DISTINCT" -> values.stream().distinct().count();
            case "SUM" -> values.isEmpty() ? null : sum(values);
            case "AVG" -> values.isEmpty() ? null : sum(values) / values.size();
            case "MIN" -> values.stream().min(order(column)).orElse(null);
            case "MAX" -> values.stream().max(order(column)).orElse(null);
            default -> throw new SoqlException("MALFORMED_QUERY", "unknown function " + column.function());
        };
    }

    private static double sum(List<Object> values) {
        return values.stream()
                .map(value -> new BigDecimal(value.toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private static Comparator<Object> order(Column column) {
        return (left, right) -> RecordOrder.compare(column.path().field(), left, right);
    }
}
