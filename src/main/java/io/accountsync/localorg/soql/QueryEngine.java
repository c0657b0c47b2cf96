package io.accountsync.localorg.soql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.soql.QueryResult.Column;
import io.accountsync.localorg.soql.QueryResult.Row;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers SOQL queries over the org's records. */
public final class QueryEngine {

    private static final int MOST_OFFSET = 2000;

    private final OrgData org;
    private final Clock clock;

    /** @param clock says what TODAY is, in UTC */
    public QueryEngine(OrgData org, Clock clock) {
        this.org = org;
        this.clock = clock;
    }

    /**
     * Runs a query.
     *
     * @param withDeleted whether records in the recycle bin are found too, as {@code queryAll} does
     * @throws SoqlException with Salesforce's code when it cannot be understood
     */
    public QueryResult run(String soql, boolean withDeleted) {
        Query query = new SoqlParser(soql).parse();
        SObjectType from = org.schema().type(query.from().text());
        if (from == null) {
            throw SoqlException.at("INVALID_TYPE", soql, query.from().position(), unknownObject(query));
        }
        if (query.offset() > MOST_OFFSET) {
            throw new SoqlException("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is " + MOST_OFFSET);
        }
        return org.locked(() -> run(query, from, withDeleted));
    }

    private QueryResult run(Query query, SObjectType from, boolean withDeleted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Predicate<RecordView> filter = new Filter(org.schema(), from, query, today).of(query.where());
        Stream<RecordView> found =
                IndexedSearch.candidates(org, from, query, withDeleted).filter(filter);
        if (Aggregation.countOnly(query)) {
            return new QueryResult(from, List.of(), (int) page(found, query).count(), List.of());
        }
        if (Aggregation.wanted(query)) {
            return aggregated(query, from, found.toList());
        }
        Selection selection = Selection.of(org.schema(), from, query);
        Comparator<RecordView> order = RecordOrder.of(org.schema(), from, query);
        List<Row> rows = page(order == null ? found : found.sorted(order), query)
                .<Row>map(record -> new SelectedRow(selection, record))
                .toList();
        List<Column> columns =
                selection.paths().stream().map(QueryEngine::column).toList();
        return new QueryResult(from, columns, rows.size(), rows);
    }

    private QueryResult aggregated(Query query, SObjectType from, List<RecordView> found) {
        Aggregation aggregation = new Aggregation(org.schema(), from, query);
        List<Row> rows = page(aggregation.over(found).stream(), query)
                .<Row>map(AggregateRow::new)
                .toList();
        List<Column> columns = aggregation.names().stream()
                .map(name -> new Column(List.of(), name, null))
                .toList();
        return new QueryResult(from, columns, rows.size(), rows);
    }

    private static <T> Stream<T> page(Stream<T> all, Query query) {
        Stream<T> rest = all.skip(query.offset());
        return query.limit() == null ? rest : rest.limit(query.limit());
    }

    private static Column column(FieldPath path) {
        List<String> parents = path.references().stream()
                .map(reference -> reference.spec().reference().relationshipName())
                .toList();
        return new Column(parents, path.field().name(), path.field());
    }

    private static String unknownObject(Query query) {
        return "sObject type '" + query.from().text() + "' is not supported. If you are attempting to use a custom"
                + " object, be sure to append the '__c' after the entity name. Please reference your WSDL or the"
                + " describe call for the appropriate names.";
    }

    private record SelectedRow(Selection selection, RecordView record) implements Row {

        @Override
        public void writeTo(JsonGenerator out, String root) throws IOException {
            selection.write(out, record, root);
        }

        @Override
        public List<Object> values() {
            List<Object> values = new ArrayList<>();
            selection.paths().forEach(path -> values.add(path.value(record)));
            return values;
        }
    }

    private record AggregateRow(Map<String, Object> row) implements Row {

        @Override
        public void writeTo(JsonGenerator out, String root) throws IOException {
            out.writeStartObject();
            out.writeObjectField("attributes", Map.of("type", "AggregateResult"));
            for (Map.Entry<String, Object> column : row.entrySet()) {
                out.writeObjectField(column.getKey(), column.getValue());
            }
            out.writeEndObject();
        }

        @Override
        public List<Object> values() {
            return new ArrayList<>(row.values());
        }
    }
}
