package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Output that the documentation shows is output of ours. What a phrase says is held against all texts of the sources: where
 * fewer than half of its groups of three words are in them, nobody says it any more.
 */
class QuotedOutputTest {
    private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final int GROUP = 3;

    /** Values of the example: a row's, and a column's name within a sentence. */
    private static final Set<String> VALUES = Set.of("As sales people call it", "Name reads the column compny");

    @Test
    void outputInTheDocumentsIsOutputOfOurs() throws IOException {
        Set<String> known = known();
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            output(Files.readString(document)).stream()
                    .flatMap(QuotedOutputTest::phrases)
                    .filter(phrase -> !isKnown(phrase, known) && !VALUES.contains(phrase))
                    .forEach(phrase -> unknown.add(document + ": " + phrase));
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void aSentenceThatNobodySaysAnyMoreIsSeen() throws IOException {
        Set<String> known = known();
        assertThat(isKnown("duplicate a newer row has the same key", known)).isTrue();
        assertThat(isKnown("of earlier runs parked and sent again for good", known))
                .isFalse();
    }

    /** Lines of the blocks without a language, which are no commands to type in, trees of files or drawings. */
    private static List<String> output(String document) {
        List<String> lines = new ArrayList<>();
        String language = null;
        for (String line : document.lines().toList()) {
            if (line.strip().startsWith("```")) {
                language = language == null ? line.strip().substring(3) : null;
            } else if (language != null && language.isEmpty() && !line.contains("├") && !line.contains("──")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static boolean isKnown(String phrase, Set<String> known) {
        List<String> groups = groups(phrase).toList();
        long found = groups.stream().filter(known::contains).count();
        return groups.size() < 2 || found * 2 >= groups.size();
    }

    private static Stream<String> phrases(String line) {
        return Arrays.stream(line.split("[^\\p{L} '-]+|  +")).map(String::strip);
    }

    private static Stream<String> groups(String phrase) {
        String[] words = phrase.toLowerCase(Locale.ROOT).strip().split(" +");
        return java.util.stream.IntStream.rangeClosed(0, words.length - GROUP)
                .mapToObj(i -> String.join(" ", Arrays.copyOfRange(words, i, i + GROUP)));
    }

    private static Set<String> known() throws IOException {
        Set<String> known = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/accountsync"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".java")).toList()) {
                TEXT.matcher(JOINED.matcher(Files.readString(file)).replaceAll(""))
                        .results()
                        .map(MatchResult::group)
                        .flatMap(text -> phrases(text.replaceAll("%[,.\\d-]*[a-z]|\\\\n", "|")))
                        .flatMap(QuotedOutputTest::groups)
                        .forEach(known::add);
            }
        }
        return known;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .filter(file -> !file.startsWith("docs/adr") && !file.endsWith("performance.md")))
                    .toList();
        }
    }
}
