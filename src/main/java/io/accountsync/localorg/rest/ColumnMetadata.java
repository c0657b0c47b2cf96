package io.accountsync.localorg.rest;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.soql.QueryResult;
import io.accountsync.localorg.soql.QueryResult.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code query?columns=true} answers; the Salesforce CLI asks for it before every query that it prints. */
final class ColumnMetadata {

    private ColumnMetadata() {}

    static Map<String, Object> of(QueryResult result) {
        boolean aggregate = result.columns().stream().anyMatch(column -> column.field() == null);
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Column column : result.columns()) {
            add(columns, column, 0);
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("columnMetadata", columns);
        metadata.put("entityName", result.from().name());
        metadata.put("groupBy", aggregate);
        metadata.put(
                "idSelected", result.columns().stream().anyMatch(c -> c.path().equals("Id")));
        metadata.put("keyPrefix", result.from().keyPrefix());
        return metadata;
    }

    /** Fields of parents stand in the {@code joinColumns} of their relationship. */
    @SuppressWarnings("unchecked")
    private static void add(List<Map<String, Object>> columns, Column column, int depth) {
        if (depth == column.parents().size()) {
            columns.add(column(column.name(), column.field()));
            return;
        }
        String relationship = column.parents().get(depth);
        Map<String, Object> parent = columns.stream()
                .filter(known -> known.get("columnName").equals(relationship))
                .findFirst()
                .orElseGet(() -> {
                    Map<String, Object> added = column(relationship, null);
                    added.put("aggregate", false);
                    columns.add(added);
                    return added;
                });
        add((List<Map<String, Object>>) parent.get("joinColumns"), column, depth + 1);
    }

    private static Map<String, Object> column(String name, Field field) {
        FieldType type = field == null ? null : field.type();
        Map<String, Object> column = new LinkedHashMap<>();
        column.put("aggregate", field == null);
        column.put("apexType", null);
        column.put("booleanType", type == FieldType.BOOLEAN);
        column.put("columnName", name);
        column.put("custom", field != null && field.custom());
        column.put("displayName", name);
        column.put(
                "foreignKeyName",
                type == FieldType.REFERENCE ? field.spec().reference().relationshipName() : null);
        column.put("insertable", field != null && field.spec().access().createable());
        column.put("joinColumns", new ArrayList<Map<String, Object>>());
        column.put("numberType", type == null || type.isNumber());
        column.put("textType", type != null && !type.isNumber() && type != FieldType.BOOLEAN);
        column.put("updatable", field != null && field.spec().access().updateable());
        return column;
    }
}
