package io.accountsync.mapping;

import io.accountsync.source.RowColumn;
import io.accountsync.source.UnavailableValue;
import io.accountsync.source.UnreadableValue;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;

/**
 * Compiles the texts of a mapping. All of them are Camel Simple; constants, lone columns and text around columns take a
 * path of their own, since Simple costs about 0.7 µs a field and these well under 0.1.
 */
final class RowExpressions {
    private static final Pattern COLUMN = Pattern.compile("\\$\\{body\\[([^\\[\\]{}]+)]}");
    private static final Pattern PATH_IN_FUNCTION = Pattern.compile("body((\\??\\[[^\\[\\]{}]+])+)");

    private static final Pattern MEASURES = Pattern.compile("\\{(?:length|hash|substring\\w*|base64\\w*)\\(");

    private final CamelContext context;
    private final Language simple;
    private final ColumnTimes times;

    /** @param zone of the sync, in which moments are written as text */
    RowExpressions(CamelContext context, ZoneId zone) {
        this.times = new ColumnTimes(zone);
        this.context = context;
        this.simple = context.resolveLanguage("simple");
    }

    /**
     * Compiles one text.
     *
     * @throws IllegalArgumentException when it is not valid Simple; the message says why
     */
    RowExpression compile(String text) {
        SimpleText whole = SimpleText.of(text);
        if (whole.isConstant()) {
            return new Constant(text);
        }
        ExpressionTraps.refuse(whole);
        if (!whole.isJoinOfParts()) {
            return simple(text);
        }
        List<RowExpression> parts = whole.parts().stream().map(this::part).toList();
        return parts.size() == 1 ? parts.get(0) : new Template(parts);
    }

    /**
     * Compiles a condition.
     *
     * @throws IllegalArgumentException when it is not valid Simple, or the same for every row; the message says why
     */
    RowCondition condition(String text) {
        Set<ColumnPath> paths = pathsIn(text);
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(
                    "reads no column, and would be the same for every row; write a condition such"
                            + " as \"${body[deleted_at]} != null\"");
        }
        if (text.strip().matches("\\$\\{[^{}]*}") && !ExpressionTraps.isComparison(text.strip())) {
            throw new IllegalArgumentException(
                    "has no comparison, and a column alone is not a condition; write a condition such" + " as \""
                            + text.strip() + " != null\"");
        }
        try {
            Predicate predicate = simple.createPredicate(text);
            predicate.init(context);
            return new RowCondition(context, predicate, paths);
        } catch (RuntimeException e) {
            throw notSimple(text, e);
        }
    }

    private RowExpression part(String part) {
        if (!SimpleText.isFunction(part)) {
            return new Constant(part);
        }
        Matcher column = COLUMN.matcher(part);
        return column.matches() ? new Column(new RowColumn(nameOf(column.group(1))), times) : simple(part);
    }

    private RowExpression simple(String text) {
        try {
            List<RowExpression> inner = SimpleText.functionsWithin(text).stream()
                    .map(this::inner)
                    .filter(Objects::nonNull)
                    .toList();
            return new SimpleExpression(
                    context, expression(text), inner, MEASURES.matcher(text).find(), pathsIn(text), times);
        } catch (RuntimeException e) {
            throw notSimple(text, e);
        }
    }

    private static IllegalArgumentException notSimple(String text, RuntimeException error) {
        // Simple's messages go on to show the expression with a mark below the place: the first line says it all.
        String reason = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                "has an expression that Camel Simple does not understand: " + reason + ", in " + text
                        + " (a column is written ${body[column]})",
                error);
    }

    /** A function within another; null where it means nothing by itself. */
    private RowExpression inner(String function) {
        Matcher column = COLUMN.matcher(function);
        if (column.matches()) {
            return new Column(new RowColumn(nameOf(column.group(1))), times);
        }
        try {
            return new SimpleExpression(context, expression(function), List.of(), false, pathsIn(function), times);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private Expression expression(String text) {
        Expression expression = simple.createExpression(text);
        expression.init(context);
        return expression;
    }

    private static Set<ColumnPath> pathsIn(String text) {
        Set<ColumnPath> paths = new LinkedHashSet<>();
        Matcher matcher = PATH_IN_FUNCTION.matcher(text);
        while (matcher.find()) {
            paths.add(ColumnPath.read(matcher.group(1)));
        }
        return paths;
    }

    /** Spaces and quotes around a column's name do not count in Simple. */
    static String nameOf(String written) {
        return written.strip().replaceAll("^(['\"])(.*)\\1$", "$2");
    }

    /**
     * What a column holds.
     *
     * @throws InvalidRowException when that could not be read
     */
    static Object readable(Map<String, ?> row, String column) throws InvalidRowException {
        return readable(row.get(column));
    }

    /**
     * What a column or an expression gave.
     *
     * @throws InvalidRowException when it could not be read
     */
    static Object readable(Object value) throws InvalidRowException {
        if (value instanceof UnreadableValue unreadable) {
            throw new InvalidRowException("UNREADABLE", null, unreadable.reason());
        }
        if (value instanceof UnavailableValue unavailable) {
            throw unavailable.isAbsent()
                    ? InvalidRowException.ofAbsent(unavailable.column())
                    : InvalidRowException.ofUnavailable(unavailable.column());
        }
        return value;
    }

    private record Constant(String value) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) {
            return value;
        }

        @Override
        public Set<ColumnPath> paths() {
            return Set.of();
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    private record Column(RowColumn column, ColumnTimes times) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) throws InvalidRowException {
            return times.of(readable(column.of(row)));
        }

        @Override
        public Set<ColumnPath> paths() {
            return Set.of(ColumnPath.of(column.name()));
        }
    }

    private record Template(List<RowExpression> parts) implements RowExpression {
        @Override
        public Object evaluate(Map<String, ?> row) throws InvalidRowException {
            StringBuilder text = new StringBuilder();
            for (RowExpression part : parts) {
                Object value = part.evaluate(row);
                if (value != null) {
                    text.append(Texts.of(null, value));
                }
            }
            return text.toString();
        }

        @Override
        public String literals() {
            return parts.stream()
                    .filter(Constant.class::isInstance)
                    .map(part -> ((Constant) part).value())
                    .collect(Collectors.joining());
        }

        @Override
        public Set<ColumnPath> paths() {
            Set<ColumnPath> paths = new LinkedHashSet<>();
            parts.forEach(part -> paths.addAll(part.paths()));
            return paths;
        }
    }
}
