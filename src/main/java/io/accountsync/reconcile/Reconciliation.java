package io.accountsync.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Finding;
import io.accountsync.config.Settings;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.PayloadFields;
import io.accountsync.mapping.Write;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.run.Count;
import io.accountsync.run.CsvFile;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.compare.AbsentColumns;
import io.accountsync.run.compare.NamedInvalidRows;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.compare.ReferenceResolver;
import io.accountsync.run.compare.RowColumns;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.steps.SyncSteps;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.Org;
import io.accountsync.source.MalformedRow;
import io.accountsync.state.RunLog;
import io.accountsync.state.SourceRowTable;
import io.accountsync.state.SourceRowTable.SourceRow;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Holds the whole source against what Salesforce has under its External IDs. Changes neither. For one use. */
public final class Reconciliation {
    private static final int PAGE = 1000;

    private final CamelContext context;
    private final SyncSteps engine;
    private final Consumer<Difference> sink;
    private final Path csvFile;
    private final Map<Kind, Long> counts = new HashMap<>();
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private final List<SourceRow> page = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private final NamedInvalidRows invalid = new NamedInvalidRows();
    private List<OrgField> compared = List.of();
    private AbsentColumns absent;
    private ReferenceResolver references;
    private DifferenceCsv csv;
    private SourceRowTable source;
    private Run run;
    private Org org;
    private SyncTarget target;
    private long rows;
    private long equal;
    private long parked;

    /**
     * Prepares a reconciliation.
     *
     * @param sink gets every difference as it is found
     * @param csv a file for them; is replaced, readable by its owner only; null for none
     */
    public Reconciliation(CamelContext context, Consumer<Difference> sink, Path csv) {
        this.context = context;
        this.engine = context.getRegistry().lookupByNameAndType("syncEngine", SyncSteps.class);
        this.sink = sink;
        this.csvFile = csv;
    }

    /**
     * Compares both sides. Takes the lease meanwhile, so that no run changes one of them.
     *
     * @throws RunStoppedException when a run goes on, the org is not the one that is meant, or no calls may be made now
     * @throws Exception what the source route met, or Salesforce
     */
    public ReconcileReport compare(String name) throws Exception {
        if (csvFile != null) {
            CsvFile.requireWritable(csvFile);
        }
        run = engine.beginReading(name, RunMode.INCREMENTAL, RunLog.RECONCILE);
        boolean done = false;
        try (Writer file = csvFile == null ? Writer.nullWriter() : CsvFile.create(csvFile);
                DifferenceCsv lines =
                        new DifferenceCsv(file, run.sync().mapping().externalId());
                SourceRowTable rowsOfSource =
                        SourceRowTable.create(run.settings().directory())) {
            csv = lines;
            source = rowsOfSource;
            prepare();
            List<String> notes = new WholeSource(context, run.sync()).readWithRowsLeftOut(this::read);
            long duplicates = source.duplicates();
            compareRecords();
            tellMissing();
            done = true;
            return report(duplicates, notes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            engine.endReading(run, done);
        }
    }

    private void prepare() throws Exception {
        org = engine.calls(run).org();
        target = SyncTarget.of(run.sync(), org, Settings.of(context).forSync(run.name()), engine.database());
        references = new ReferenceResolver(run.sync(), target.mapper(), org);
        compared = target.mapper().orgFields().stream()
                .filter(field -> field.write() == Write.ALWAYS && field.isReadable() && !field.isKey())
                .toList();
        compared.forEach(field -> fields.put(field.path(), 0L));
    }

    private void read(SourceRows from) {
        absent = new AbsentColumns(run.sync().mapping());
        boolean sawColumns = false;
        while (from.hasNext()) {
            requireGoingOn();
            Object row = from.next();
            rows++;
            if (!sawColumns && row instanceof Map<?, ?> first) {
                RowColumns.require(run.sync().mapping(), first);
                sawColumns = true;
            }
            absent.see(row);
            long number = invalid.next(row);
            if (row instanceof MalformedRow malformed) {
                invalid.add(malformed);
                continue;
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> columns = (Map<String, Object>) row;
            try {
                MappedRecord record = target.mapper().map(columns);
                page.add(new SourceRow(record.key(), record.cursor(), record.payload()));
                numbers.add(number);
            } catch (InvalidRowException e) {
                invalid.add(target.mapper(), columns, number, e);
                Optional.ofNullable(target.mapper().keyOf(columns)).ifPresent(source::addInvalid);
            }
            if (page.size() == PAGE) {
                addPage();
            }
        }
        addPage();
    }

    /** With the ids of the records that the rows point to. */
    private void addPage() {
        if (references.isNeeded() && !page.isEmpty()) {
            List<ReferenceResolver.Resolved> resolved =
                    references.resolve(page.stream().map(SourceRow::payload).toList());
            List<SourceRow> found = new ArrayList<>();
            for (int i = 0; i < page.size(); i++) {
                if (resolved.get(i).reason() == null) {
                    found.add(new SourceRow(
                            page.get(i).key(),
                            page.get(i).cursor(),
                            resolved.get(i).payload()));
                } else {
                    SourceRow row = page.get(i);
                    invalid.add(
                            run.sync().mapping().written(row.key(), row.payload()),
                            numbers.get(i),
                            resolved.get(i).reason());
                    source.addInvalid(page.get(i).key());
                }
            }
            page.clear();
            page.addAll(found);
        }
        source.add(page);
        page.clear();
        numbers.clear();
    }

    private void compareRecords() throws Exception {
        String key = run.sync().mapping().externalId();
        Set<String> selected = new LinkedHashSet<>(List.of("Id", key));
        compared.forEach(field -> field.selected().forEach(selected::add));
        new QueryPager(org)
                .forEach(
                        "SELECT " + String.join(", ", selected) + " FROM "
                                + run.sync().mapping().object() + " WHERE " + key + " != null",
                        this::compare);
    }

    private void compare(List<JsonNode> records) {
        requireGoingOn();
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        String field = run.sync().mapping().externalId();
        for (JsonNode record : records) {
            String text = record.path(field).asText();
            String key = target.mapper().keyOf(text);
            byKey.put(key == null ? text : key, record);
        }
        Map<String, byte[]> payloads = source.take(byKey.keySet());
        List<Difference> differences = new ArrayList<>();
        byKey.forEach((key, record) -> {
            String id = record.path("Id").asText();
            byte[] payload = payloads.get(key);
            if (payload == null && source.isInvalid(key)) {
                // Its row is there, and counted as what it is.
                return;
            }
            if (payload == null) {
                differences.add(
                        new Difference(Kind.UNKNOWN, key, record.path(field).asText(), id, List.of()));
                return;
            }
            List<PlannedField> different = differences(new PayloadFields(payload).json(), record);
            if (different.isEmpty()) {
                equal++;
            } else {
                differences.add(new Difference(Kind.DIFFERENT, key, externalId(key, payload), id, different));
            }
        });
        tell(differences);
    }

    /** Only fields that the row writes: one that it leaves alone is none of its business. */
    private List<PlannedField> differences(JsonNode payload, JsonNode record) {
        return compared.stream()
                .filter(field -> field.isIn(payload) && !field.isSame(payload, record))
                .map(field -> new PlannedField(
                        field.path(), field.shown(record), field.isClearedBy(payload) ? "" : field.shown(payload)))
                .toList();
    }

    private void tellMissing() {
        List<String> keys = source.unseen("", PAGE);
        while (!keys.isEmpty()) {
            Map<String, byte[]> payloads = source.take(keys);
            tell(keys.stream()
                    .map(key -> new Difference(Kind.MISSING, key, externalId(key, payloads.get(key)), null, List.of()))
                    .toList());
            keys = source.unseen(keys.get(keys.size() - 1), PAGE);
        }
    }

    private String externalId(String key, byte[] payload) {
        return run.sync().mapping().written(key, payload).externalId();
    }

    private void tell(List<Difference> differences) {
        parked += run.state()
                .rejected()
                .find(differences.stream()
                        .filter(difference -> difference.kind() != Kind.UNKNOWN)
                        .map(Difference::key)
                        .toList())
                .size();
        for (Difference difference : differences) {
            counts.merge(difference.kind(), 1L, Long::sum);
            difference.fields().forEach(field -> fields.merge(field.name(), 1L, Long::sum));
            sink.accept(difference);
            csv.add(difference);
        }
    }

    private void requireGoingOn() {
        if (run.isStopping()) {
            run.stopReason().ifPresent(reason -> {
                throw new RunStoppedException("The reconciliation was broken off: " + reason);
            });
        }
    }

    private ReconcileReport report(long duplicates, List<String> notes) {
        return new ReconcileReport(
                run.name(),
                target.org(),
                run.sync().mapping().object(),
                rows,
                invalid.count(),
                invalid.first(),
                duplicates,
                equal,
                counts.getOrDefault(Kind.MISSING, 0L),
                counts.getOrDefault(Kind.DIFFERENT, 0L),
                counts.getOrDefault(Kind.UNKNOWN, 0L),
                parked,
                fields,
                target.mapper().orgFields().stream()
                        .filter(field -> !field.isKey() && !compared.contains(field))
                        .map(OrgField::path)
                        .toList(),
                run.counts().get(Count.API_CALLS),
                Stream.concat(notes.stream(), absent.findings().stream().map(Finding::text))
                        .toList());
    }
}
