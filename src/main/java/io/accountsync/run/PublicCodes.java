package io.accountsync.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Error codes as those see them who may see no values of rows, in the console, in alerts and in metrics: words like those of
 * Salesforce. An answer of something else can have any text there.
 */
public final class PublicCodes {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final int LONGEST = 80;
    private static final String OTHER = "OTHER";

    private PublicCodes() {}

    /** The code, or {@code OTHER} where it does not look like one. */
    public static String of(String code) {
        return code.length() <= LONGEST && CODE.matcher(code).matches() ? code : OTHER;
    }

    /** Counts by such codes. */
    public static Map<String, Long> of(Map<String, Long> counts) {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((code, count) -> all.merge(of(code), count, Long::sum));
        return all;
    }
}
