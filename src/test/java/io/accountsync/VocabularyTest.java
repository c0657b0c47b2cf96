package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for each thing, see docs/glossary.md: what people read has none of the words that were given up for another. */
class VocabularyTest {
    private static final Path MAIN = Path.of("src/main/java/io/accountsync");

    /** What is not written any more, and what is written in its place. */
    private static final Map<String, String> GIVEN_UP = Map.ofEntries(
            Map.entry("park(s|ed|ing)?|asleep|put off|woken|wakes?", "rejected, deferred, retried"),
            Map.entry("newly refused|refused? (a|the|some|more|too many) records?", "rejected"),
            Map.entry("(?<!remains? )due(?! (to|=))", "sent again, remains to be sent"),
            Map.entry("told", "reported, named, notified"),
            Map.entry("mend(s|ed|ing)?", "fix"),
            Map.entry("doubles (a|no|nothing)|is doubled", "duplicate"),
            Map.entry("(has|have|had) got", "received"),
            Map.entry("by now", "now, already"),
            Map.entry("ours", "account-sync's"),
            Map.entry("besides?", "also, next to"),
            Map.entry("stands?|stood", "is, appears, is suspended"),
            Map.entry("(?<!here )(is|are) no (?!longer\\b|and\\b)", "is not a"),
            Map.entry("(comes?|came) to (its|their) end", "completes"),
            Map.entry("anew", "again"),
            Map.entry("shall", "should"),
            Map.entry("from which on", "above which"),
            Map.entry("could not be asked", "the request failed"),
            Map.entry("is being run", "is running"),
            Map.entry("let(s|ting)? (it|a run) happen", "allow"),
            Map.entry("in the dark|without a word", "say what is meant"));

    private static final Pattern ANY = Pattern.compile(
            GIVEN_UP.keySet().stream()
                    .map(word -> "(?:" + word + ")")
                    .collect(Collectors.joining("|", "\\b(?:", ")\\b")),
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile(
            "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)+'", Pattern.DOTALL);
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern SQL = Pattern.compile("(?is)\"+\\s*(select|insert|update|delete|create|alter|due) .*");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$|^\\s*(?:- )?description:.*$");

    @Test
    void messagesUseTheWordsOfTheGlossary() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(MAIN.toString(), ".java")) {
            // The org in a box talks as Salesforce does, and the sample source has names of companies.
            if (file.startsWith(MAIN.resolve("localorg"))
                    || file.startsWith(MAIN.resolve("source/SampleCustomers.java"))) {
                continue;
            }
            String text = JOINED.matcher(Files.readString(file)).replaceAll("");
            LITERAL.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(literal -> literal.matches("(?s)\"(.* .*|[A-Z][a-z]+)\""))
                    .filter(literal -> !SQL.matcher(literal).matches())
                    .forEach(literal -> look(file, literal, found));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void documentsUseTheWordsOfTheGlossary() throws IOException {
        List<String> found = new ArrayList<>();
        Stream.of(
                        Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md"), Path.of("SECURITY.md")),
                        files("docs", ".md").stream(),
                        files("k8s", ".md").stream())
                .flatMap(files -> files)
                // Decisions are history, and the figures are somebody's notes of a day.
                .filter(file -> !file.startsWith("docs/adr") && !file.endsWith("performance.md"))
                .forEach(file -> look(file, read(file), found));
        assertThat(found).isEmpty();
    }

    @Test
    void routesKeysAndManifestsUseTheWordsOfTheGlossary() throws IOException {
        List<String> found = new ArrayList<>();
        Stream.of(
                        Stream.of(Path.of("application.properties")),
                        files("routes", ".yaml").stream(),
                        files("k8s", ".yaml").stream(),
                        files("docs/examples", ".yaml").stream())
                .flatMap(files -> files)
                .forEach(
                        file -> COMMENT.matcher(read(file)).results().forEach(line -> look(file, line.group(), found)));
        assertThat(found).isEmpty();
    }

    /** Words that names in the code have no more, wherever they are in the name. */
    private static final Pattern GIVEN_UP_IN_NAMES = Pattern.compile(
            "(?i)parked|^park(?!nanos)|unpark|asleep|woken|^wakes?(?![a-z])|settle|^told(?![a-z])|^tell(?![a-z])|^mend(?![a-z])|^shall(?![a-z])");

    /** Names that exist outside: of a JSON output, and of a step in routes that somebody may have copied. */
    private static final Map<String, String> NAMES_THAT_STAY =
            Map.of("ReconcileReport.java", "parked", "SyncSteps.java", "settle");

    @Test
    void namesInTheCodeUseTheWordsOfTheGlossary() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(MAIN.toString(), ".java")) {
            if (file.startsWith(MAIN.resolve("localorg"))) {
                continue;
            }
            String code = LITERAL.matcher(Files.readString(file)).replaceAll("\"\"");
            Pattern.compile("\\b[A-Za-z_]\\w*\\b")
                    .matcher(code)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .filter(name -> GIVEN_UP_IN_NAMES.matcher(name).find())
                    .filter(name ->
                            !name.equals(NAMES_THAT_STAY.get(file.getFileName().toString())))
                    .forEach(name -> found.add(file + ": " + name));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aNameWithAWordThatWasGivenUpIsSeen() {
        assertThat(List.of(
                        "parked",
                        "PARKED_SENT",
                        "parkWhatWasAskedFor",
                        "settleContradiction",
                        "asleep",
                        "told",
                        "tell"))
                .allMatch(name -> GIVEN_UP_IN_NAMES.matcher(name).find());
        assertThat(List.of("parkNanos", "intellect", "recommend", "sparks", "shallow"))
                .noneMatch(name -> GIVEN_UP_IN_NAMES.matcher(name).find());
    }

    @Test
    void aWordThatWasGivenUpIsSeen() {
        List<String> found = new ArrayList<>();
        look(MAIN, "\"sync.bach is no key; it is told by file\"", found);
        assertThat(found).hasSize(2);
    }

    @Test
    void theGlossaryHasOneLineForEachWord() {
        List<String> words = Pattern.compile("(?m)^\\| ([a-z ]+) \\| ")
                .matcher(read(Path.of("docs/glossary.md")))
                .results()
                .map(line -> line.group(1))
                .filter(word -> !word.equals("word"))
                .toList();
        assertThat(words).doesNotHaveDuplicates().contains("confirmed", "rejected", "deferred", "retried", "invalid");
        String documents = documents();
        assertThat(words).allSatisfy(word -> assertThat(documents).containsPattern("(?i)\\b" + word));
    }

    private static String documents() {
        return Stream.of("README.md", "docs/operations.md", "docs/mapping.md", "docs/security.md")
                .map(file -> read(Path.of(file)))
                .collect(Collectors.joining("\n"));
    }

    private static void look(Path file, String text, List<String> found) {
        Matcher matcher = ANY.matcher(text.replaceAll("\\s+", " "));
        while (matcher.find()) {
            String all = text.replaceAll("\\s+", " ");
            found.add(file + ": \"" + matcher.group() + "\" in: "
                    + all.substring(Math.max(0, matcher.start() - 30), Math.min(all.length(), matcher.end() + 30))
                    + "; write: " + instead(matcher.group()));
        }
    }

    private static String instead(String word) {
        return GIVEN_UP.entrySet().stream()
                .filter(entry -> Pattern.compile(entry.getKey(), Pattern.CASE_INSENSITIVE)
                        .matcher(word)
                        .find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("another word");
    }

    private static List<Path> files(String directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
