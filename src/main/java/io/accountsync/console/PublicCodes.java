package io.accountsync.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Error codes that anybody may see: words like those of Salesforce. An answer of something else can have any text there. */
final class PublicCodes {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final int LONGEST = 80;
    private static final String OTHER = "OTHER";

    private PublicCodes() {}

    static String of(String code) {
        return code.length() <= LONGEST && CODE.matcher(code).matches() ? code : OTHER;
    }

    static Map<String, Long> of(Map<String, Long> counts) {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((code, count) -> all.merge(of(code), count, Long::sum));
        return all;
    }
}
