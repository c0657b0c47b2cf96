package io.accountsync.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/types.md says of one database.
 *
 * @param setup statements that make types of its own
 */
record ColumnTypesTable(List<String> setup, List<ColumnTypesTable.Line> lines) {
    private static final Path FILE = Path.of("docs/types.md");
    private static final Pattern SETUP = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| `(.+?)` \\| ([a-z/-]+) \\| (.+) \\|$");
    private static final Pattern REFUSED =
            Pattern.compile("refused: `(.+?)`( in a text field)? gives (?:nothing|`(.*)`)");

    /**
     * A line.
     *
     * @param number from 1
     * @param arrives what the field holds, where it is refused with the cast; null for nothing
     * @param cast what the refusal proposes for a column v; null where the value is sent as it is
     * @param isForText whether the cast makes a text for a text field, and not what the field takes
     */
    record Line(int number, String type, String value, String field, String arrives, String cast, boolean isForText) {
        /** The column of the table that the test makes. */
        String column() {
            return "c" + number;
        }
    }

    static ColumnTypesTable of(String heading) {
        String section = section(heading);
        Matcher setup = SETUP.matcher(section);
        List<String> statements = setup.find()
                ? Arrays.stream(setup.group(1).split(";\n")).map(String::strip).toList()
                : List.of();
        List<Line> lines = new ArrayList<>();
        Matcher row = ROW.matcher(section);
        while (row.find()) {
            lines.add(line(lines.size() + 1, row));
        }
        return new ColumnTypesTable(statements, lines);
    }

    private static Line line(int number, Matcher row) {
        String type = unescaped(row.group(1));
        String value = unescaped(row.group(2));
        String result = unescaped(row.group(4));
        Matcher refused = REFUSED.matcher(result);
        if (refused.matches()) {
            return new Line(
                    number, type, value, row.group(3), refused.group(3), refused.group(1), refused.group(2) != null);
        }
        String arrives = result.equals("nothing") ? null : result.replaceFirst("^`(.*)`$", "$1");
        return new Line(number, type, value, row.group(3), arrives, null, false);
    }

    private static String section(String heading) {
        try {
            String text = Files.readString(FILE);
            int from = text.indexOf("\n## " + heading + "\n");
            if (from < 0) {
                throw new AssertionError(FILE + " has no section " + heading);
            }
            int to = text.indexOf("\n## ", from + 1);
            return text.substring(from, to < 0 ? text.length() : to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bar within a table of Markdown has a backslash before it. */
    private static String unescaped(String cell) {
        return cell.replace("\\|", "|");
    }
}
