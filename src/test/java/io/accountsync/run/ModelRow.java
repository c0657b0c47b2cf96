package io.accountsync.run;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A row of a {@link ModelSource}.
 *
 * @param id as it is spelled
 * @param parent the key of another one, or null
 * @param partner the key of another one, or of itself, or null
 * @param changed the cursor
 * @param isTombstone whether it says that its record is gone
 */
record ModelRow(String id, String name, String city, String parent, String partner, long changed, boolean isTombstone) {
    String key() {
        return id.strip().toLowerCase(Locale.ROOT);
    }

    /** The keys that it points to. */
    Stream<String> others() {
        return Stream.of(parent, partner).filter(Objects::nonNull);
    }

    ModelRow as(String spelled, long when) {
        return new ModelRow(spelled, name, city, parent, partner, when, isTombstone);
    }

    Map<String, Object> columns() {
        return TestSync.row(
                "id",
                id,
                "name",
                name,
                "city",
                city,
                "parent",
                parent,
                "partner",
                partner,
                "changed",
                changed,
                "deleted",
                isTombstone ? "yes" : null);
    }
}
