package io.accountsync.config;

import java.util.regex.Pattern;

/**
 * A cell of a CSV file that people open in a spreadsheet. A value that a spreadsheet would run as a formula gets an apostrophe,
 * as OWASP's page "CSV Injection" advises: one that begins with {@code =}, {@code +}, {@code -}, {@code @} or one of their
 * full-width forms, also behind blanks, quotes and characters that nobody sees, and one that begins with a tab or line end. The
 * same holds for what stands behind a semicolon, tab or line end, since a spreadsheet of another country divides cells there. A
 * plain negative number, such as -12.5, stays as it is: it calculates nothing.
 */
public final class SpreadsheetCell {
    /** The name of the last column of a file that is read back by programs, and that has such apostrophes. */
    public static final String MARK = "written with --spreadsheet";

    /** Nothing is before it, or what a spreadsheet may take for the end of a cell. */
    private static final String BEGINS = "(?<![^;\\t\\r\\n])";

    /** What a spreadsheet may leave away in front of a formula. */
    private static final String BLANKS = "[\\p{Z}\\p{Cf}\\p{Cc}\"'\\u2018-\\u201F\\u00AB\\u00BB&&[^\\t\\r\\n]]*";

    private static final String FORMULA = "(?=" + BLANKS + "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])";
    private static final String BREAK = "(?=" + BLANKS + "[\\t\\r\\n])";
    private static final String NUMBER = "-[0-9]+(\\.[0-9]+)?(?![^;\\t\\r\\n])";
    private static final Pattern RISK = Pattern.compile("\\A" + BREAK + "|" + BEGINS + "(?!" + NUMBER + ")" + FORMULA);
    private static final Pattern APOSTROPHE = Pattern.compile("\\A'" + BREAK + "|" + BEGINS + "'" + FORMULA);

    private SpreadsheetCell() {}

    /** The value as a spreadsheet may have it; null for null. */
    public static String of(String value) {
        return value == null || !mayBeAtRisk(value)
                ? value
                : RISK.matcher(value).replaceAll("'");
    }

    /** Most values have none of what makes a risk, and a look at each character is much cheaper than the pattern. */
    private static boolean mayBeAtRisk(String value) {
        for (int i = 0; i < value.length(); i++) {
            switch (value.charAt(i)) {
                case '=', '+', '-', '@', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20', '\t', '\r', '\n' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** The value that {@link #of} made this of; any other text as it is. */
    public static String value(String cell) {
        String value = APOSTROPHE.matcher(cell).replaceAll("");
        return of(value).equals(cell) ? value : cell;
    }
}
