package io.accountsync.mapping;

import io.accountsync.source.ColumnType;
import io.accountsync.source.NamedColumns;
import io.accountsync.source.jdbc.CastTarget;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to do about a value that its field cannot take, in terms of the query it comes from: which column it is of, of which type,
 * and what to write in its place.
 */
final class ColumnAdvice {
    private static final Pattern TEXTS = Pattern.compile(".*char.*|.*text.*|.*clob.*|.*string.*|enum.*|set.*");

    private ColumnAdvice() {}

    /**
     * The mistake of a row with that advice.
     *
     * @param columns that the field's value is made of
     * @param fieldType of the field, as the org describes it
     */
    static InvalidRowException add(
            InvalidRowException mistake, Map<String, ?> row, Set<String> columns, String fieldType) {
        if (!mistake.code().equals("WRONG_TYPE") || !mistake.isOfType()) {
            return mistake;
        }
        return columns.stream()
                .filter(column -> columns.size() == 1 || !PlainValues.isPlain(row.get(column)))
                .findFirst()
                .flatMap(column -> advice(column, row, target(fieldType)))
                .map(advice ->
                        new InvalidRowException(mistake.code(), mistake.field(), mistake.getMessage() + "; " + advice))
                .orElse(mistake);
    }

    /** How to make a text of a column that holds none. */
    static String textOf(String column, Map<String, ?> row) {
        return advice(column, row, CastTarget.TEXT)
                .orElse("take one of its parts, as with ${body[" + column
                        + "][0]}, or make a text of it at the source");
    }

    private static Optional<String> advice(String column, Map<String, ?> row, CastTarget target) {
        Object value = row.get(column);
        Optional<ColumnType> type = row instanceof NamedColumns named ? named.typeOf(column) : Optional.empty();
        if (type.isPresent()) {
            boolean isText = value instanceof String
                    && (TEXTS.matcher(type.get().name()).matches()
                            || type.get().casts().haveValuesTypes());
            return Optional.of(isText ? ofText(type.get(), target) : ofQuery(type.get(), target));
        }
        return ValueKind.isKnown(value) ? Optional.empty() : Optional.of(ofObject(column, value));
    }

    private static String ofText(ColumnType type, CastTarget target) {
        return "the column " + type.column() + " is of type " + type.name() + " and holds another text than that of a "
                + target.title() + "; map it to a text field, as with " + type.textCast();
    }

    private static String ofQuery(ColumnType type, CastTarget target) {
        String where = "the column " + type.column() + " is of type " + type.name();
        if (target == CastTarget.TEXT) {
            return where + ", cast it in the source query, as with " + type.textCast();
        }
        return type.cast(target)
                .map(cast -> where + ", cast it in the source query, as with " + cast)
                .orElseGet(() -> where + ", of which no cast makes a " + target.title()
                        + "; map it to a text field, as with " + type.textCast());
    }

    /** Of a route that leaves objects of its component's own in its rows. */
    private static String ofObject(String column, Object value) {
        return "the column " + column + " holds an object of the class "
                + value.getClass().getSimpleName()
                + ", make a text or a number of it in the source route, or by one of its "
                + "methods, as with ${body[" + column + "].method()}";
    }

    private static CastTarget target(String fieldType) {
        return switch (fieldType.toLowerCase(Locale.ROOT)) {
            case "int", "long", "double", "currency", "percent" -> CastTarget.NUMBER;
            case "boolean" -> CastTarget.CHECKBOX;
            case "date" -> CastTarget.DATE;
            case "datetime" -> CastTarget.DATE_TIME;
            case "time" -> CastTarget.TIME;
            default -> CastTarget.TEXT;
        };
    }
}
