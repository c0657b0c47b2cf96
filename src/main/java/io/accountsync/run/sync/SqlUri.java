package io.accountsync.run.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI of a sql step before Camel has read it, as a query and its options. Camel puts them behind each other without
 * any escape, so that a query may itself hold what separates them.
 *
 * @param query as it was written, placeholders included
 * @param options such as {@code dataSource=#source}
 */
record SqlUri(String query, List<String> options) {
    private static final String SCHEME = "sql:";
    private static final Pattern OPTIONS =
            Pattern.compile("[A-Za-z][\\w.-]*=[^&\\s'\"]*(?:&[A-Za-z][\\w.-]*=[^&\\s'\"]*)*");
    private static final Pattern KNOWN =
            Pattern.compile("(?:alwaysPopulateStatement|batch|dataSource|fetchSize|lazyStart"
                    + "Producer|noop|output\\w+|parametersCount|placeholder|prepareStatementStrategy|rowMapperFactory|separator|"
                    + "template\\.\\w+|transacted|use\\w+)=.*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);

    /** What Camel would change in a query, or end it at, or take for a parameter. */
    private static final Pattern CHANGED = Pattern.compile("#(?![\\w$])|(?<!:)#|%[0-9A-Fa-f]{2}|&|--|\\?(?!\\w+=)");

    /** Whether a step reads by a query. */
    static boolean isSql(String uri) {
        return uri != null && uri.startsWith(SCHEME);
    }

    static SqlUri read(String uri) {
        String text = uri.substring(SCHEME.length()).replaceFirst("^//", "");
        // A key may have a question mark of its own, as in {{?source.table}}.
        String masked = PLACEHOLDER.matcher(text).replaceAll(key -> "x"
                .repeat(key.group().length()));
        for (int i = masked.lastIndexOf('?'); i >= 0; i = masked.lastIndexOf('?', i - 1)) {
            if (areOptions(masked, i)) {
                return split(text, i);
            }
        }
        for (int i = masked.indexOf('&'); i >= 0; i = masked.indexOf('&', i + 1)) {
            if (areOptions(masked, i) && KNOWN.matcher(masked.substring(i + 1)).matches()) {
                return split(text, i);
            }
        }
        return new SqlUri(text, List.of());
    }

    private static boolean areOptions(String text, int separator) {
        return OPTIONS.matcher(text.substring(separator + 1)).matches();
    }

    private static SqlUri split(String text, int at) {
        return new SqlUri(
                text.substring(0, at), Arrays.asList(text.substring(at + 1).split("&")));
    }

    /** The value of an option, or null. */
    String option(String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst()
                .orElse(null);
    }

    /** Whether the query stands in a file of its own. */
    boolean isResource() {
        return query.strip().matches("(?s)(?:resource:|file:|classpath:|ref:|bean:|https?:).*");
    }

    /** A URI with these options and a name in place of the query. */
    String with(String name, String... more) {
        List<String> all = new ArrayList<>(options);
        all.removeIf(option -> option.startsWith("placeholder="));
        for (String option : more) {
            all.removeIf(other -> other.startsWith(option.substring(0, option.indexOf('=') + 1)));
            all.add(option);
        }
        return SCHEME + name + "?" + String.join("&", all);
    }

    /** The first place of a text that would not reach the database as it stands; null when there is none. */
    static String changed(String text) {
        Matcher changed = CHANGED.matcher(text);
        return changed.find() ? changed.group() : null;
    }
}
