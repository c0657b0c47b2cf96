package io.accountsync.run;

import io.accountsync.mapping.CursorType;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/** Reads a sync's source route outside of a run, from the beginning of its cursor. */
final class WholeSource {
    private final CamelContext context;
    private final Sync sync;

    WholeSource(CamelContext context, Sync sync) {
        this.context = context;
        this.sync = sync;
    }

    /**
     * Hands over the rows, which whoever takes them closes.
     *
     * @throws Exception what the route met
     */
    void read(Consumer<SourceRows> use) throws Exception {
        try (OpenSource source = OpenSource.open(context, sync, floor(sync), null)) {
            use.accept(source.rows());
        }
    }

    /** What the variable {@code since} holds where every row is asked for. */
    static Object floor(Sync sync) {
        CursorType type = sync.mapping().cursorType() == null
                ? CursorType.TIMESTAMP
                : sync.mapping().cursorType();
        return type.toSql(type.floor());
    }
}
