package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.soql.Query.Condition;
import io.accountsync.localorg.soql.Query.Condition.And;
import io.accountsync.localorg.soql.Query.Condition.Comparison;
import io.accountsync.localorg.soql.Query.Condition.Membership;
import io.accountsync.localorg.soql.Query.Name;
import io.accountsync.localorg.soql.Token.Kind;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps a query by Id or External ID from walking through all records; its filter is applied all the same. */
final class IndexedSearch {

    private IndexedSearch() {}

    /** Records that may fulfil the query, in order of creation. */
    static Stream<RecordView> candidates(OrgData org, SObjectType from, Query query, boolean withDeleted) {
        Stream<RecordView> byIndex = withDeleted ? null : narrowed(org, from, query.where());
        return byIndex == null ? org.records(from, withDeleted) : byIndex;
    }

    private static Stream<RecordView> narrowed(OrgData org, SObjectType from, Condition where) {
        if (where instanceof And and) {
            return and.all().stream()
                    .map(part -> narrowed(org, from, part))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (where instanceof Comparison comparison && comparison.operator().equals("=")) {
            return found(org, from, comparison.field(), List.of(comparison.value()));
        }
        if (where instanceof Membership membership && membership.operator().equals("IN")) {
            return found(org, from, membership.field(), membership.values());
        }
        return null;
    }

    private static Stream<RecordView> found(OrgData org, SObjectType from, Name name, List<Token> values) {
        Field field = from.field(name.text());
        boolean id = field != null && field.type() == FieldType.ID;
        boolean text = field != null && field.indexed() && field.type().isText();
        if (!id && !text || values.stream().anyMatch(value -> value.kind() != Kind.STRING)) {
            return null;
        }
        return values.stream()
                .map(Token::text)
                .flatMap(value -> id ? Stream.ofNullable(org.record(value)) : org.byKey(from, field, value).stream())
                .filter(record -> record.type() == from && !record.deleted())
                .collect(Collectors.toMap(RecordView::id, record -> record, (a, b) -> a, TreeMap::new))
                .values()
                .stream();
    }
}
