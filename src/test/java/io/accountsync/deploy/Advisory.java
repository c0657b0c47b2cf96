package io.accountsync.deploy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of the table of known advisories in {@code docs/supply-chain.md}.
 *
 * @param ids CVE numbers; several when one reason holds for them
 * @param libraries {@code group:artifact}
 * @param affected a range of versions as Maven writes it, such as {@code [4.0.0,4.18.5)}
 * @param reason why it cannot be reached here, or what keeps it from being reached
 * @param tests {@code Class#method} of what holds the reason
 */
record Advisory(List<String> ids, List<String> libraries, String affected, String reason, List<String> tests) {
    static final Path PAGE = Path.of("docs/supply-chain.md");

    private static final Pattern LINE =
            Pattern.compile("^\\| (CVE-[^|]*) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern RANGE = Pattern.compile("\\[([^,]+),([^,]+)([)\\]])");

    static List<Advisory> all() throws IOException {
        return LINE.matcher(Files.readString(PAGE))
                .results()
                .map(line -> new Advisory(
                        List.of(line.group(1).split(", ")),
                        quoted(line.group(2)),
                        quoted(line.group(3)).get(0),
                        line.group(4).strip(),
                        quoted(line.group(5))))
                .toList();
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** Which of its libraries are in the jar in a version that it affects, each with that version. */
    Map<String, String> presentIn(Map<String, String> jar) {
        return libraries.stream()
                .filter(jar::containsKey)
                .filter(library -> affects(jar.get(library)))
                .collect(Collectors.toMap(library -> library, jar::get, (one, same) -> one, TreeMap::new));
    }

    boolean affects(String version) {
        Matcher range = RANGE.matcher(affected);
        if (!range.matches()) {
            throw new IllegalArgumentException(ids + ": a range is written [from,to) or [from,to], not " + affected);
        }
        Version it = Version.parse(version);
        int end = it.compareTo(Version.parse(range.group(2)));
        return it.compareTo(Version.parse(range.group(1))) >= 0
                && (end < 0 || end == 0 && range.group(3).equals("]"));
    }

    /** The tests that it names and that there are not. */
    List<String> missingTests() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String test : tests) {
            String[] parts = test.split("#");
            try (var files = Files.walk(Path.of("src/test/java"))) {
                List<Path> sources =
                        files.filter(file -> file.endsWith(parts[0] + ".java")).toList();
                if (sources.isEmpty()
                        || parts.length > 1 && !Files.readString(sources.get(0)).contains(" void " + parts[1] + "(")) {
                    missing.add(test);
                }
            }
        }
        return missing;
    }
}
