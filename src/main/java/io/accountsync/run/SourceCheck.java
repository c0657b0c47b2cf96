package io.accountsync.run;

import io.accountsync.config.Finding;
import io.accountsync.mapping.Binding;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.MalformedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Looks whether a source can be reached and whether its rows fit the mapping. Reads its first row that can be read. */
final class SourceCheck {
    private static final String PLACE = "source";

    /** How far it looks for a row that can be read. */
    private static final int FEW_ROWS = 100;

    private final CamelContext context;
    private final Sync sync;
    private final Mapping mapping;
    private final List<Finding> findings = new ArrayList<>();

    SourceCheck(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
        this.mapping = sync.mapping();
    }

    /**
     * Examines the source.
     *
     * @param binding to try the first row with, when the mapping fits the org
     */
    List<Finding> examine(Optional<Binding> binding) {
        try {
            new WholeSource(context, sync).read(rows -> {
                try (rows) {
                    examine(rows, binding);
                }
            });
            if (findings.stream().noneMatch(Finding::isError)) {
                findings.addAll(new CursorCheck(context, sync, binding).examine());
            }
        } catch (Exception e) {
            findings.add(Finding.error(PLACE, null, Failures.describe(e)));
        }
        return findings;
    }

    private void examine(SourceRows rows, Optional<Binding> binding) {
        if (!rows.hasNext()) {
            findings.add(Finding.warning(
                    PLACE, null, "There is no row, so that its columns could not be compared with " + mapping.file()));
            return;
        }
        Object first = rows.next();
        if (first instanceof MalformedRow malformed) {
            findings.add(Finding.warning(
                    PLACE, null, "The first row cannot be read: " + malformed.place() + ": " + malformed.reason()));
        }
        for (int i = 0; i < FEW_ROWS && first instanceof MalformedRow && rows.hasNext(); i++) {
            first = rows.next();
        }
        if (first instanceof MalformedRow) {
            return;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> row = (Map<String, Object>) first;
        List<Finding> lacking = RowColumns.examine(mapping, row);
        findings.addAll(lacking);
        findings.addAll(RowColumns.doubt(mapping, row));
        if (lacking.isEmpty()) {
            binding.ifPresent(usable -> tryOut(usable, row));
        }
    }

    private void tryOut(Binding binding, Map<String, Object> row) {
        try {
            binding.mapper().map(row);
        } catch (InvalidRowException e) {
            findings.add(Finding.warning(
                    mapping.file(),
                    e.field(),
                    "does not fit the first row, which would be invalid: " + e.getMessage()));
        }
    }
}
