package io.accountsync.run.stream;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.mapping.Mapping;
import io.accountsync.run.Run;
import io.accountsync.run.compare.AbsentColumns;
import io.accountsync.source.SourceEvent;
import io.accountsync.source.UnavailableValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.util.CaseInsensitiveMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Columns that a mapping reads and rows of a session lack, as after one was renamed or dropped. A run would refuse the first such row of a
 * table. A stream goes on, since changes from before it got another name may wait in front of those from after it: but what needs the column is
 * left out of what is sent, so that no field is emptied for it, and the first change that lacks it is told at once. Rows that may leave
 * columns out are told of at the end, when none had it. For one thread.
 */
final class LackingColumns {
    private static final Logger LOG = LoggerFactory.getLogger(LackingColumns.class);

    private final Run session;
    private final Mapping mapping;
    private final AbsentColumns absent;
    private final Set<String> reported = new HashSet<>();

    LackingColumns(Run session) {
        this.session = session;
        this.mapping = session.sync().mapping();
        this.absent = new AbsentColumns(mapping);
    }

    /** The rows, in which what is not there says so. */
    List<Object> mark(List<Object> rows) {
        return rows.stream().map(this::mark).toList();
    }

    private Object mark(Object row) {
        if (!(row instanceof SourceEvent event) || event.isDeleted()) {
            return row;
        }
        if (!event.isWhole()) {
            absent.see(event);
            return event;
        }
        Map<String, Object> columns = null;
        for (Map.Entry<String, String> read : mapping.columns().entrySet()) {
            if (!event.columns().containsKey(read.getKey())) {
                columns = columns == null ? new CaseInsensitiveMap(event.columns()) : columns;
                columns.put(read.getKey(), new UnavailableValue(read.getKey(), true));
                report(read.getKey(), read.getValue(), event);
            }
        }
        return columns == null ? event : new SourceEvent(columns, false, event.version(), event.place(), true);
    }

    private void report(String column, String field, SourceEvent event) {
        if (reported.add(column)) {
            String text = Finding.warning(
                            mapping.file(),
                            field,
                            "reads the column " + column + ", which the change at " + event.place()
                                    + " lacks, so that " + consequence(column) + "; was the column renamed"
                                    + hint(column, event)
                                    + "? Correct the mapping, and have all rows compared (run --compare-all, or the rows given out again)")
                    .text();
            session.findings().note(text);
            LOG.warn("Sync {}: {}", session.name(), text);
        }
    }

    private String consequence(String column) {
        return mapping.keyColumns().stream().anyMatch(column::equalsIgnoreCase)
                ? "the row is invalid and nothing of it is sent"
                : "the field keeps its value in Salesforce";
    }

    /** A column that has got another name is one that no field reads. */
    private String hint(String column, SourceEvent event) {
        List<String> unread = event.columns().keySet().stream()
                .filter(name -> mapping.columns().keySet().stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        return unread.isEmpty() ? "" : ", did you mean " + NearestNames.one(column, unread);
    }

    /** Tells at the end of the session what none of the other rows had. */
    void note() {
        absent.findings().forEach(finding -> session.findings().note(finding.text()));
    }
}
