package io.accountsync.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/** A column as a mapping writes it. */
public final class ColumnText {
    private static final Pattern WRITABLE = Pattern.compile("[^\\[\\]{}\\p{Cntrl}]+");

    private ColumnText() {}

    /**
     * The expression that gives a column of this name and nothing else.
     *
     * @return empty when there is none: brackets, braces and control characters end a name, and quotes or white space around it
     *     do not count as part of it
     */
    public static Optional<String> of(String column) {
        return WRITABLE.matcher(column).matches()
                        && RowExpressions.nameOf(column).equals(column)
                ? Optional.of("${body[" + column + "]}")
                : Optional.empty();
    }
}
