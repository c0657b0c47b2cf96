package io.accountsync.source;

import io.accountsync.source.jdbc.CastTarget;
import io.accountsync.source.jdbc.Casts;
import java.util.Optional;

/**
 * The type of a column of a query.
 *
 * @param column its name
 * @param name of the type as the database has it, in lower case
 * @param casts of that database
 */
public record ColumnType(String column, String name, Casts casts) {
    /** What a query writes in the column's place, so that it is such a value; empty where nothing makes one of it. */
    public Optional<String> cast(CastTarget target) {
        return casts.to(target, name, column);
    }

    /** The same for a text, which can be made of anything. */
    public String textCast() {
        return casts.text(name, column);
    }
}
