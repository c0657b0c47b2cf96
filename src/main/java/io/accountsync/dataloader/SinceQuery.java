package io.accountsync.dataloader;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query of Data Loader as a query of a sync: what is newer than the last run becomes what is not before the cursor.
 *
 * @param sql the query
 * @param cursor the column that it compares; null where it reads every row
 * @param cursorType {@code timestamp} or {@code date}
 * @param refusal why the query cannot be carried over, and what to do; null when it can
 */
record SinceQuery(String sql, String cursor, String cursorType, String refusal) {
    private static final String LAST_RUN = "process.lastRunDate";
    private static final String SINCE = ":#\\${variable.since}";
    private static final String OPERAND =
            "((?:[\\w$]+\\.|\"[^\"]+\"\\.|\\[[^\\]]+\\]\\.)*(?:[\\w$]+|\"[^\"]+\"|\\[[^\\]]+\\]))";
    private static final String MARK = "@" + Pattern.quote(LAST_RUN) + "@";
    private static final Pattern AFTER = Pattern.compile(
            "(?<![-+*/|]\\s{0,9})(?<![\\w$.\"\\]])" + OPERAND + "\\s*>=?\\s*" + MARK + "(?!\\s*[-+*/|])");
    private static final Pattern BEFORE = Pattern.compile("(?<![-+*/|])\\s*" + MARK + "\\s*<=?\\s*" + OPERAND);
    private static final Pattern PARAMETER = Pattern.compile("@([\\w.]+)@");
    private static final Pattern SELECT = Pattern.compile("(?is)^\\s*select\\s+(.*?)\\s+from\\s");

    static SinceQuery of(DatabaseRead read) {
        String query = read.sql();
        if (query.contains("{{") || query.contains(":#") || query.contains(":?")) {
            return refused("its query has {{ or :# in it, which a sync file reads itself. Write it otherwise");
        }
        Matcher parameter = PARAMETER.matcher(query);
        while (parameter.find()) {
            if (!parameter.group(1).equals(LAST_RUN)) {
                return refused("its query has the parameter @" + parameter.group(1) + "@, and only @" + LAST_RUN
                        + "@ has an equivalent. Write its value into the query");
            }
        }
        return query.contains("@" + LAST_RUN + "@") ? withCursor(read, query) : new SinceQuery(query, null, null, null);
    }

    private static SinceQuery withCursor(DatabaseRead read, String query) {
        String turned = BEFORE.matcher(query).replaceAll(" $1 > @" + LAST_RUN + "@");
        Matcher condition = AFTER.matcher(turned);
        String compared = null;
        StringBuilder converted = new StringBuilder();
        while (condition.find()) {
            String operand = condition.group(1);
            if (compared != null && !compared.equalsIgnoreCase(operand)) {
                return refused("its query compares " + compared + " and " + operand + " with @" + LAST_RUN
                        + "@, and a sync has one cursor. Compare the greater of the two, as a column of a view");
            }
            compared = operand;
            condition.appendReplacement(converted, Matcher.quoteReplacement(operand) + " >= " + SINCE);
        }
        condition.appendTail(converted);
        if (compared == null || converted.indexOf("@" + LAST_RUN + "@") >= 0) {
            return refused("its query uses @" + LAST_RUN + "@ otherwise than as: column > @" + LAST_RUN
                    + "@. Write the condition so, with a column that the query selects");
        }
        Optional<String> cursor = resultColumn(read, query, compared);
        return cursor.isPresent()
                ? new SinceQuery(converted.toString(), cursor.get(), type(read.parameters()), null)
                : refused("its query compares " + compared + " with @" + LAST_RUN
                        + "@ and does not return it. Add it to what the query selects, and to columnNames");
    }

    /** Under which name the query returns what it compares. */
    private static Optional<String> resultColumn(DatabaseRead read, String query, String compared) {
        String name = compared.replaceFirst("^.*\\.", "").replaceAll("[\"\\[\\]]", "");
        Matcher select = SELECT.matcher(query);
        String selected = select.find() ? select.group(1) : "";
        Matcher alias = Pattern.compile("(?i)" + Pattern.quote(compared) + "\\s+as\\s+\"?(\\w+)\"?")
                .matcher(selected);
        if (alias.find()) {
            return Optional.of(alias.group(1));
        }
        boolean isSelected = selected.contains("*")
                || Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$(])")
                        .matcher(selected)
                        .find();
        return isSelected ? Optional.of(nameIn(read, name)) : Optional.empty();
    }

    /** As the list of columns has it. */
    private static String nameIn(DatabaseRead read, String name) {
        return read.columns().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private static String type(Map<String, String> parameters) {
        String type = parameters.getOrDefault(LAST_RUN, "").toLowerCase(Locale.ROOT);
        return type.equals("java.sql.date") ? "date" : "timestamp";
    }

    private static SinceQuery refused(String reason) {
        return new SinceQuery(null, null, null, reason);
    }
}
