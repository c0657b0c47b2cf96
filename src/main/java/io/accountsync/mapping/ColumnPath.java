package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression reads of a row: a column, and within its value members and entries, as {@code body[addresses][0][city]} does.
 *
 * @param steps the column's name, then names of members or numbers of entries
 */
public record ColumnPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile("\\[([^\\[\\]{}]+)]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** A column as a whole. */
    static ColumnPath of(String column) {
        return new ColumnPath(List.of(column));
    }

    /** From the steps in brackets as they stand in an expression. */
    static ColumnPath read(String steps) {
        List<String> names = new ArrayList<>();
        Matcher step = STEP.matcher(steps);
        while (step.find()) {
            names.add(RowExpressions.nameOf(step.group(1)));
        }
        return new ColumnPath(List.copyOf(names));
    }

    /** The column. */
    public String column() {
        return steps.get(0);
    }

    /** Whether a row has it, be it null; what cannot be judged, as the last entry of a list, counts as there. */
    public boolean isIn(Map<?, ?> row) {
        Object at = row;
        for (String step : steps) {
            if (at instanceof Map<?, ?> object) {
                if (!object.containsKey(step)) {
                    return false;
                }
                at = object.get(step);
            } else if (at instanceof List<?> list && NUMBER.matcher(step).matches()) {
                int index = Integer.parseInt(step);
                if (index >= list.size()) {
                    return false;
                }
                at = list.get(index);
            } else {
                return at != null;
            }
        }
        return true;
    }

    /** As {@code addresses[0][city]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(column());
        steps.subList(1, steps.size())
                .forEach(step -> text.append('[').append(step).append(']'));
        return text.toString();
    }
}
