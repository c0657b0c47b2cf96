package io.accountsync.check;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.Mapping;
import io.accountsync.run.compare.CursorQuery;
import io.accountsync.run.compare.CursorValues;
import io.accountsync.run.compare.OpenSource;
import io.accountsync.run.compare.RowsLeftOut;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Looks, before a run, whether the source's query can go by the cursor, and at rows that it would never return. */
final class CursorCheck {
    /** Enough to know; a check reads no million rows. */
    private static final int ROWS = 1000;

    private static final int SAMPLES = 3;

    private final CamelContext context;
    private final Sync sync;
    private final Mapping mapping;
    private final Optional<Binding> binding;
    private final Optional<CursorQuery> query;
    private final CursorValues values;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * For one sync.
     *
     * @param binding to name rows by their keys, as far as the mapping fits the org
     */
    CursorCheck(CamelContext context, Sync sync, Optional<Binding> binding) {
        this.binding = binding;
        this.context = context;
        this.sync = sync;
        this.mapping = sync.mapping();
        this.query = CursorQuery.of(context, sync);
        this.values = new CursorValues(
                mapping, query.filter(sql -> sql.compares(mapping.cursor())).isPresent());
    }

    /** What is wrong, in the order of its finding. */
    List<Finding> examine() {
        query.ifPresent(sql -> {
            findings.addAll(sql.examine(mapping));
            try {
                examineRows();
                if (sql.isUnderstood()) {
                    examineRowsLeftOut(sql);
                }
            } catch (ConfigurationException e) {
                findings.add(Finding.error(mapping.file(), "cursor", withoutPlace(e)));
            }
        });
        return findings;
    }

    private String withoutPlace(ConfigurationException e) {
        String prefix = mapping.file() + ": cursor ";
        return e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage();
    }

    private void warn(String message) {
        findings.add(Finding.warning(mapping.file(), "cursor", message));
    }

    private void examineRows() {
        try (OpenSource source = OpenSource.open(context, sync, WholeSource.floor(sync));
                SourceRows rows = source.rows()) {
            for (int i = 0; i < ROWS && rows.hasNext(); i++) {
                values.see(rows.next());
            }
        }
    }

    private void examineRowsLeftOut(CursorQuery sql) {
        int count = 0;
        List<String> keys = new ArrayList<>();
        try (RowsLeftOut rows = RowsLeftOut.open(context, sync, sql, values, true)) {
            while (count < ROWS && rows.hasNext()) {
                Object row = rows.next();
                count++;
                if (keys.size() < SAMPLES) {
                    keyOf(row).ifPresent(keys::add);
                }
            }
            rows.refusal().ifPresent(reason -> findings.add(Finding.warning(mapping.file(), null, reason)));
            rows.unmatched().ifPresent(reason -> findings.add(Finding.warning(mapping.file(), null, reason)));
            count = rows.unmatched().isPresent() ? 0 : count;
        }
        if (count > 0) {
            warn(String.format(
                    Locale.ROOT,
                    "lets %s%s never be read by the source query, since the value in %s is null, or sorts before "
                            + "all others as another type does%s; each run would name such a row as invalid. Give it a value in "
                            + "the query, as with coalesce",
                    count == ROWS ? "at least " : "",
                    Quantity.of(count, "row"),
                    mapping.cursor(),
                    keys.isEmpty() ? "" : ": such as " + String.join(", ", keys)));
        }
    }

    @SuppressWarnings("unchecked")
    private Optional<String> keyOf(Object row) {
        return binding.flatMap(Binding::sampler).map(mapper -> mapper.keyOf((Map<String, Object>) row));
    }
}
