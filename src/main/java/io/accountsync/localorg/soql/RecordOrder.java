package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soql.Query.Order;
import java.util.Comparator;

/** ORDER BY: text without case, records without a value first unless the order is descending or says otherwise. */
final class RecordOrder {

    private RecordOrder() {}

    /** Null when the query names no order; records then come in order of creation. */
    static Comparator<RecordView> of(Schema schema, SObjectType from, Query query) {
        Comparator<RecordView> all = null;
        for (Order order : query.orderBy()) {
            FieldPath path = FieldPath.resolve(schema, from, query, order.field());
            Comparator<RecordView> one = (left, right) -> compare(path, order, left, right);
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(Field field, Object left, Object right) {
        Comparable first = FilterValue.comparable(field, left);
        return first.compareTo(FilterValue.comparable(field, right));
    }

    private static int compare(FieldPath path, Order order, RecordView left, RecordView right) {
        Object first = path.value(left);
        Object second = path.value(right);
        if (first == null || second == null) {
            int nulls = first == second ? 0 : first == null ? -1 : 1;
            return order.nullsFirst() ? nulls : -nulls;
        }
        int result = compare(path.field(), first, second);
        return order.descending() ? -result : result;
    }
}
