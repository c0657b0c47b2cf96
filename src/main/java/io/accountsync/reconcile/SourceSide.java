package io.accountsync.reconcile;

import io.accountsync.config.Finding;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.Run;
import io.accountsync.run.compare.NamedInvalidRows;
import io.accountsync.run.compare.ReadRow;
import io.accountsync.run.compare.ReferenceResolver;
import io.accountsync.run.compare.RowPlaces;
import io.accountsync.run.compare.RowReader;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.salesforce.Org;
import io.accountsync.state.SourceRowTable;
import io.accountsync.state.SourceRowTable.SourceRow;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of the source into a table, with the ids of the records that they point to. */
final class SourceSide {
    private static final int PAGE = 1000;

    private final Run run;
    private final RowMapper mapper;
    private final ReferenceResolver references;
    private final SourceRowTable table;
    private final RowPlaces places = new RowPlaces();
    private final NamedInvalidRows invalid = new NamedInvalidRows();
    private final List<ReadRow.Mapped> page = new ArrayList<>(PAGE);
    private List<Finding> findings = List.of();
    private long rows;

    SourceSide(Run run, RowMapper mapper, Org org, SourceRowTable table) {
        this.run = run;
        this.mapper = mapper;
        this.references = new ReferenceResolver(run.sync(), mapper, org);
        this.table = table;
    }

    /** Reads them to their end. */
    void read(SourceRows source) {
        RowReader reader = new RowReader(run.sync().mapping(), mapper, places, source);
        while (reader.hasNext()) {
            Reconciliation.requireGoingOn(run);
            ReadRow row = reader.next();
            if (row instanceof ReadRow.Mapped mapped) {
                page.add(mapped);
            } else if (row instanceof ReadRow.Invalid unusable) {
                add(unusable);
            }
            if (page.size() == PAGE) {
                addPage();
            }
        }
        addPage();
        rows = reader.count();
        findings = reader.findings();
    }

    private void add(ReadRow.Invalid row) {
        invalid.add(row);
        if (row.recordKey() != null) {
            table.addInvalid(row.recordKey());
        }
    }

    private void addPage() {
        List<SourceRow> usable = new ArrayList<>();
        if (references.isNeeded() && !page.isEmpty()) {
            List<ReferenceResolver.Resolved> resolved = references.resolve(
                    page.stream().map(row -> row.mapped().payload()).toList());
            for (int i = 0; i < page.size(); i++) {
                addResolved(page.get(i), resolved.get(i), usable);
            }
        } else {
            page.forEach(row -> usable.add(sourceRow(row.mapped(), row.mapped().payload())));
        }
        table.add(usable);
        page.clear();
    }

    private void addResolved(ReadRow.Mapped row, ReferenceResolver.Resolved resolved, List<SourceRow> usable) {
        MappedRecord mapped = row.mapped();
        if (resolved.reason() == null) {
            usable.add(sourceRow(mapped, resolved.payload()));
            return;
        }
        invalid.add(
                run.sync().mapping().written(mapped.key(), mapped.payload()),
                places.of(row.number()),
                resolved.reason());
        table.addInvalid(mapped.key());
    }

    private static SourceRow sourceRow(MappedRecord record, Payload payload) {
        return new SourceRow(record.key(), record.cursor(), payload);
    }

    /** How many rows were read. */
    long rows() {
        return rows;
    }

    /** Those that could not be read or mapped, or point to records that the org does not have. */
    NamedInvalidRows invalid() {
        return invalid;
    }

    /** Warnings about the rows, see {@link RowReader#findings}. */
    List<Finding> findings() {
        return findings;
    }
}
