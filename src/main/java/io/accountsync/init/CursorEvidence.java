package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.source.TableFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What speaks for a column as the cursor, and what against it.
 *
 * @param type what it holds
 * @param namesChange whether its name says that it grows with each change, and not only when a row is made
 * @param against why it cannot be the cursor; null when it can
 * @param text what was seen of it, for people
 */
record CursorEvidence(String column, CursorType type, boolean namesChange, String against, String text) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> CHANGE = Set.of(
            "updated",
            "update",
            "modified",
            "modification",
            "changed",
            "change",
            "modstamp",
            "mtime",
            "geaendert",
            "geändert",
            "aktualisiert",
            "modifie",
            "modificado");

    /** Clocks differ, and so do time zones. */
    private static final Duration SLACK = Duration.ofDays(1);

    /** Empty when the column holds no times. */
    static Optional<CursorEvidence> of(Look.Column column, Look look, Clock clock) {
        List<Look.Value> values = look.values(column.name());
        return type(column, values).map(type -> {
            int without = look.rows().size() - values.size();
            String against = against(column.name(), type, values, without, clock);
            return new CursorEvidence(
                    column.name(), type, namesChange(column.name()), against, text(column, type, look, without));
        });
    }

    private static Optional<CursorType> type(Look.Column column, List<Look.Value> values) {
        if (values.isEmpty()) {
            return column.type().startsWith("timestamp")
                    ? Optional.of(CursorType.TIMESTAMP)
                    : column.type().equals("date") ? Optional.of(CursorType.DATE) : Optional.empty();
        }
        boolean areDays = values.stream()
                .allMatch(value -> value.value() instanceof java.sql.Date
                        || value.value() instanceof LocalDate
                        || value.value() instanceof String text
                                && text.length() == 10
                                && CursorForm.of(text).isPresent());
        if (areDays) {
            return Optional.of(CursorType.DATE);
        }
        boolean areTimes = values.stream()
                .allMatch(value -> value.value() instanceof Date && !(value.value() instanceof java.sql.Time)
                        || value.value() instanceof Temporal
                        || value.value() instanceof String text
                                && CursorForm.of(text).isPresent());
        return areTimes ? Optional.of(CursorType.TIMESTAMP) : Optional.empty();
    }

    private static String against(String name, CursorType type, List<Look.Value> values, int without, Clock clock) {
        if (!canStandInAQuery(name)) {
            return "its name has other characters than A to Z, digits and _; give it another one in --query";
        }
        if (without > 0) {
            return Quantity.of(without, "row has no value", "rows have no value") + " in it";
        }
        long now = type.at(clock.instant().plus(SLACK));
        Optional<CursorForm> form = Optional.empty();
        for (Look.Value value : values) {
            try {
                if (type.read(name, value.value()) > now) {
                    return "it has times in the future (first in " + value.place() + ")";
                }
            } catch (InvalidRowException e) {
                return e.getMessage() + " (" + value.place() + ")";
            }
            if (value.value() instanceof String text) {
                Optional<CursorForm> own = CursorForm.of(text);
                if (form.isPresent()
                        && form.flatMap(known -> known.with(own.orElseThrow())).isEmpty()) {
                    return "its texts have several forms, which do not sort as times (" + value.place() + ")";
                }
                form = own;
            }
        }
        return null;
    }

    private static String text(Look.Column column, CursorType type, Look look, int without) {
        Optional<TableFacts> table = look.table();
        boolean isRequired = table.isPresent() && table.get().required().contains(column.name());
        String nulls = isRequired
                ? "never null"
                : without == 0
                        ? "no null in " + Quantity.of(look.rows().size(), "row") + ", though the database allows it"
                        : "null in some rows";
        String index = table.isEmpty()
                ? "whether it is indexed is not known of a query"
                : table.get().indexed().contains(column.name())
                        ? "indexed"
                        : "no index, so that each run reads the whole table to find what changed";
        return "a " + type.name().toLowerCase(Locale.ROOT) + ", " + nulls + ", " + index;
    }

    /** Whether a query can name such a column without quotes. */
    static boolean canStandInAQuery(String column) {
        return PLAIN.matcher(column).matches();
    }

    private static boolean namesChange(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return List.of(words.split("[^\\p{L}]+")).stream().anyMatch(CHANGE::contains);
    }

    /** Whether it can be the cursor, as far as its values show. */
    boolean isCandidate() {
        return against == null;
    }
}
