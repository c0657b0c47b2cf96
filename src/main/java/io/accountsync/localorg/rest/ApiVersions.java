package io.accountsync.localorg.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API versions of the org: 31 to the newest. 7 to 20 were retired in Summer '22, 21 to 30 in Summer '25: they answer 410. */
public final class ApiVersions {

    private static final int OLDEST = 31;
    private static final int OLDEST_RETIRED = 7;
    private static final Pattern SEGMENT = Pattern.compile("v(\\d{1,3})\\.0", Pattern.CASE_INSENSITIVE);
    private static final String[] SEASONS = {"Summer '", "Winter '", "Spring '"};

    private final int newest;

    /** @param newest the newest version, such as 68 */
    public ApiVersions(int newest) {
        this.newest = newest;
    }

    /**
     * The version that a path segment such as {@code v62.0} names.
     *
     * @throws RestException 410 for a retired version, 404 for one that never was or is none
     */
    public int parse(String segment) {
        Matcher matcher = SEGMENT.matcher(segment);
        int version = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return require(version);
    }

    /** That version, refused as {@link #parse} refuses it. */
    int require(int version) {
        if (version >= OLDEST_RETIRED && version < OLDEST) {
            throw new RestException(410, "GONE", "API version " + version + ".0 is retired.");
        }
        if (version < OLDEST || version > newest) {
            throw RestException.notFound();
        }
        return version;
    }

    /** {@code GET /services/data}. */
    public RestAnswer list() {
        List<Map<String, String>> versions = new ArrayList<>();
        for (int version = OLDEST; version <= newest; version++) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("label", label(version));
            entry.put("url", "/services/data/v" + version + ".0");
            entry.put("version", version + ".0");
            versions.add(entry);
        }
        return RestAnswer.json(200, Json.write(versions));
    }

    /** Three a year: 31 is Summer '14, 32 Winter '15, 33 Spring '15. */
    private static String label(int version) {
        int releases = version - OLDEST;
        int year = 14 + (releases + 2) / 3;
        return SEASONS[releases % 3] + year;
    }
}
