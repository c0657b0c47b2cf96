package io.accountsync.run.gone;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.compare.CursorQuery;
import io.accountsync.run.compare.OpenSource;
import io.accountsync.run.compare.SourceRows;
import io.accountsync.run.sync.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** The route {@code <sync>-deletions}, which leaves the keys of rows that are gone. Used by one thread. */
public final class DeletionsRoute {
    private static final int PAGE = 1000;

    private final CamelContext context;
    private final Sync sync;
    private final String name;
    private final RowMapper mapper;
    private long rows;
    private long unreadable;

    public DeletionsRoute(CamelContext context, Sync sync, RowMapper mapper) {
        this.context = context;
        this.sync = sync;
        this.name = Sync.deletionsRoute(sync.name());
        this.mapper = mapper;
    }

    /** Whether a sync has one. */
    public static boolean isIn(CamelContext context, Sync sync) {
        return context.getRoute(Sync.deletionsRoute(sync.name())) != null;
    }

    /** Whether a query in it goes by the cursor of the source. */
    public boolean usesSince() {
        return CursorQuery.isIn(context, name);
    }

    /**
     * Hands over the keys, a page at a time.
     *
     * @param since what the route sees as the variable {@code since}
     * @param most rows that are read at most
     * @throws ConfigurationException when the route leaves rows that have no key
     * @throws RuntimeException what the route met
     */
    public void read(Object since, long most, Consumer<List<String>> use) {
        try (OpenSource source = OpenSource.route(context, name, since);
                SourceRows all = source.rows()) {
            List<String> page = new ArrayList<>();
            while (rows < most && all.hasNext()) {
                rows++;
                String key = keyOf(all.next());
                if (key == null) {
                    unreadable++;
                } else {
                    page.add(key);
                }
                if (page.size() == PAGE) {
                    use.accept(page);
                    page = new ArrayList<>();
                }
            }
            use.accept(page);
        }
    }

    /** How many rows were read. */
    public long rows() {
        return rows;
    }

    /** How many of them had no key that Salesforce could have. */
    public long unreadable() {
        return unreadable;
    }

    /** By the columns of the External ID; a row of one column is a key, whatever its name. */
    private String keyOf(Object row) {
        if (!(row instanceof Map<?, ?> map)) {
            return null;
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> columns = (Map<String, Object>) map;
        if (mapper.hasKeyColumns(columns)) {
            return mapper.keyOf(columns);
        }
        if (columns.size() != 1) {
            throw new ConfigurationException(
                    "The route " + name + " must leave rows with a single column, the key, or with the columns that "
                            + sync.mapping().externalId() + " is made of in "
                            + sync.mapping().file() + "; its rows have: " + String.join(", ", columns.keySet()));
        }
        Object value = columns.values().iterator().next();
        return value == null ? null : mapper.keyOf(String.valueOf(value));
    }
}
