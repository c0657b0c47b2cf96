package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nobody ends a sentence by hand: what is before may have its own end, or be empty. {@link Sentence} does it, and the
 * exceptions whose message is shown to people do it in their constructors.
 */
class MessagesTest {
    private static final Path MAIN = Path.of("src/main/java/io/accountsync");

    /** A full stop put behind something; one that joins two names, as in {@code a + "." + b}, ends nothing. */
    private static final Pattern BY_HAND =
            Pattern.compile("(?:[+?:]|append\\()\\s*\"\\.(?:\\s[^\"]*)?\"(?!\\s*\\+\\s*[\\w.]+)");

    private static final Pattern BEFORE_MORE = Pattern.compile("[+?:]\\s*\"\\.\\s");
    private static final Pattern BY_FORMAT = Pattern.compile("(?:%s|\\{})\\.(?:\\s|\")");

    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final String NOUN =
            "(?:[a-z]+ )?(?:records?|rows?|calls?|tries|attempts?|seconds?|minutes?|hours?|days?|jobs?|characters?"
                    + "|columns?|fields?|lines?|keys?|files?|syncs?|runs?|bytes?|digits?|decimals?|parameters?|rules?|others?|Accounts?|times)";

    /** A count and its noun in one piece, which is wrong for one or for many; a constant is neither. */
    private static final List<Pattern> COUNTED = List.of(
            Pattern.compile("%,?d (?:more |other |API )*" + NOUN + "\\b"),
            Pattern.compile("\\{} (?:records|rows|calls|tries|attempts|jobs|syncs|keys)\\b"),
            Pattern.compile("(?:\\(\\)|\\b[a-z]\\w*)\\)?\\s*\\+\\s*\"\\s(?:records|rows|calls|tries|attempts|jobs"
                    + "|columns|characters|fields|minutes|seconds|digits|decimals|parameters)\\b"),
            Pattern.compile("%,?d (?:[a-z%',]+ ){1,6}(?:is|are|was|were|has|have)\\b"),
            Pattern.compile("(?i)\\bof the (?:first )?%s of\\b"));

    /** Carries an exception through code that may throw none of its kind, tells its own finding, or is a part of a sentence. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "AnswerException",
            "CallStoppedException",
            "InvalidRowException",
            "LoginException",
            "AuthorizationException",
            "MistakeException",
            "OrgFailedException");

    @Test
    void noSentenceIsEndedByHand() throws IOException {
        List<String> byHand = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (Pattern pattern : List.of(BY_HAND, BEFORE_MORE, BY_FORMAT)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    long line = 1 + text.substring(0, matcher.start()).lines().count();
                    byHand.add(file + ":" + line + " " + matcher.group());
                }
            }
        }
        assertThat(byHand).as("put it through Sentence.closed").isEmpty();
    }

    @Test
    void theRuleSeesAFullStopThatIsPutByHand() {
        assertThat("throw new X(reason + \".\");").containsPattern(BY_HAND);
        assertThat("? e.getMessage() : \".\");").containsPattern(BY_HAND);
        assertThat("text.append(\".\");").containsPattern(BY_HAND);
        assertThat("reason\n    + \". Is it running?\"").containsPattern(BEFORE_MORE);
        assertThat("format(\"It failed: %s.\", reason)").containsPattern(BY_FORMAT);
        assertThat("LOG.warn(\"It failed: {}. It goes on\", reason)").containsPattern(BY_FORMAT);
        assertThat("name + \".\" + lookup").doesNotContainPattern(BY_HAND).doesNotContainPattern(BEFORE_MORE);
    }

    @Test
    void numbersAgreeWithTheirWords() throws IOException {
        List<String> byHand = new ArrayList<>();
        for (Path file : sources()) {
            if (file.endsWith("config/Quantity.java")) {
                continue;
            }
            String text = JOINED.matcher(Files.readString(file, StandardCharsets.UTF_8))
                    .replaceAll("");
            for (Pattern pattern : COUNTED) {
                pattern.matcher(text).results().forEach(hit -> byHand.add(file + ": " + hit.group()));
            }
        }
        assertThat(byHand).as("put it through Quantity").isEmpty();
    }

    @Test
    void theRuleSeesANumberWhoseWordsDoNotAgree() {
        assertThat(List.of(
                        "\"Of the %s of %s sent before\"",
                        "\"%,d records\"",
                        "\"and %,d other rows\"",
                        "\"{} records of sync {}\"",
                        "\"has \" + fields.size() + \" fields\"",
                        "? open().total() + \" records of earlier runs\"",
                        "\"after \" + tries + \" tries\"",
                        "\"%,d of the day's calls are left\""))
                .allSatisfy(text -> assertThat(COUNTED)
                        .anyMatch(pattern -> pattern.matcher(text).find()));
        assertThat(COUNTED).noneMatch(pattern -> pattern.matcher("\"has more than \" + MOST + \" characters\"")
                .find());
    }

    /** An error that nobody foresaw has no other name, and its message may hold values of a row. */
    private static final Set<String> NAME_AN_UNFORESEEN_ERROR = Set.of(
            "Alerts.java",
            "CamelRoutes.java",
            // An object that a component left, whose class is all that is known of it; and a hash, which nobody reads.
            "ColumnAdvice.java",
            "RowHash.java",
            "DirectoryContent.java",
            "Failures.java",
            "Outcomes.java",
            "RemoteErrors.java",
            "SourceBreakException.java",
            "SourceRows.java",
            "SqlColumn.java");

    @Test
    void noMessageNamesAJavaType() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            // That of a bean is what the user wrote in the sync file.
            Pattern.compile("(?<!bean\\.)getClass\\(\\)\\s*\\.get(?:Simple)?Name\\(\\)(?!\\.startsWith|::)")
                    .matcher(text)
                    .results()
                    .filter(hit -> !NAME_AN_UNFORESEEN_ERROR.contains(
                            file.getFileName().toString()))
                    .forEach(hit -> found.add(file + ": " + hit.group()));
        }
        assertThat(found)
                .as("say a number, a text, a date: ValueKind")
                .containsOnly("src/main/java/io/accountsync/cli/RouteFileErrors.java: getClass().getName()");
    }

    @Test
    void anExceptionOfOursClosesItsMessage() {
        List<String> open = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.accountsync")) {
            if (!type.isAssignableTo(Exception.class)
                    || type.getPackageName().startsWith("io.accountsync.localorg")
                    || NOT_SHOWN.contains(type.getSimpleName())) {
                continue;
            }
            boolean closes = type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().isEquivalentTo(Sentence.class)
                            || use.getTargetClass().isAssignableTo(io.accountsync.state.StateException.class)
                                    && !use.getTargetClass().equals(type));
            if (!closes && !type.getSimpleName().equals("LeaseLostException")) {
                open.add(type.getSimpleName());
            }
        }
        assertThat(open).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    // The org in a box talks as Salesforce does.
                    .filter(file -> !file.startsWith(MAIN.resolve("localorg")))
                    .filter(file -> !file.endsWith("config/Sentence.java"))
                    .toList();
        }
    }
}
