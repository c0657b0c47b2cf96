package io.accountsync.run.compare;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.ColumnPath;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.SourceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * What of a mapping no row has had so far, where each row may have other names, as JSON objects do. Such a name is misspelled
 * more often than not, and nothing would come of it but empty fields; but a row may leave names out, so that only many rows
 * tell.
 */
public final class AbsentColumns {
    /** Of so many rows the names are kept, to suggest one of them. */
    private static final int NAMED_ROWS = 1000;

    private final Mapping mapping;
    private final Map<ColumnPath, String> absent;
    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private long rows;
    private String place;

    public AbsentColumns(Mapping mapping) {
        this.mapping = mapping;
        this.absent = new LinkedHashMap<>(mapping.paths());
    }

    /** Takes the next row; costs nothing once each column was seen. */
    public void see(Object row) {
        Object columns = row instanceof SourceEvent event && !event.isDeleted() ? event.columns() : row;
        if (absent.isEmpty() || !(columns instanceof CaseInsensitiveMap object)) {
            return;
        }
        if (place == null && row instanceof SourceEvent event) {
            place = event.place();
        }
        absent.keySet().removeIf(path -> path.isIn(object));
        if (++rows <= NAMED_ROWS) {
            names.addAll(object.keySet());
        }
    }

    /** A warning for each field whose column was in no row; none before the first row. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (rows > 0) {
            absent.forEach((path, field) -> findings.add(Finding.warning(mapping.file(), field, text(path))));
        }
        return findings;
    }

    private String text(ColumnPath path) {
        String reads = "reads " + path + ", which "
                + (rows == 1 ? "the one row read lacks" : "none of the " + Quantity.of(rows, "row") + " read has")
                + (place == null ? "" : " (the first at " + place + ")");
        return reads
                + (names.contains(path.column())
                        ? ", though " + path.column() + " is there; is it misspelled?"
                        : "; is it misspelled, did you mean " + NearestNames.one(path.column(), names) + "?");
    }
}
