package io.accountsync.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.page.PageRecord.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file that a browser opens without a network, and in which everything of others is text. */
class HtmlPageTest {
    /** What ends a script, begins a comment, turns the direction of a text, or is half a character. */
    private static final String HOSTILE =
            "<script>alert(1)</script><!-- --> </style></title> \" ' & \u202egnp.exe \u2066 \u2028 \u0007 \n {{policy}} \ud800 😀";

    private static final PageLayout LAYOUT = new PageLayout(
            List.of(
                    new PageLayout.Kind("create", "create", Tone.CREATE),
                    new PageLayout.Kind("update", HOSTILE, Tone.UPDATE)),
            List.of("plain", HOSTILE),
            "Now",
            "Then",
            true);

    @TempDir
    private Path directory;

    @Test
    void nothingIsFetchedAndOnlyItsOwnScriptRuns() throws Exception {
        PageFile page = page(record("create", "1", new Value("Website", "", "https://example.com/\" src=x", false)));
        assertThat(page.withoutData())
                .doesNotContainPattern("(?i)\\b(?:https?|ftp|wss?|data|blob):")
                .doesNotContainPattern("(?i)<[a-z]+[^>]*\\s(?:src|href|action|srcset|data|style|on\\w+)=")
                .doesNotContainPattern("(?i)url\\(|@import|<(?:link|base|iframe|object|embed|img)\\b")
                .doesNotContainPattern(
                        "\\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|eval|innerHTML|import)\\b");
        assertThat(page.contents("script")).hasSize(1);
        assertThat(page.contents("style")).hasSize(1);
        assertThat(page.html())
                .contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
                        + hash(page.contents("style").get(0)) + "'; script-src '"
                        + hash(page.contents("script").get(0)) + "'; base-uri 'none'; form-action 'none'\">");
    }

    @Test
    void whateverATextLooksLikeItIsText() throws Exception {
        PageFile harmless = page(record("update", "1", new Value("Name", "old", "new", false)));
        PageRecord hostile = new PageRecord(
                "update",
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                List.of(HOSTILE),
                List.of(new PageRecord.Part(HOSTILE, List.of(new Value(HOSTILE, HOSTILE, HOSTILE, true)))));
        PageFile page = page(summary(HOSTILE), hostile);

        for (String tag :
                List.of("<script", "</script", "<style", "</style", "</title", "<!--", "<!", "-->", "<dd", "<li")) {
            assertThat(count(page.html(), tag)).as(tag).isEqualTo(count(harmless.html(), tag));
        }
        assertThat(page.html()).doesNotContainPattern("[\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u0007\\ufffd]");
        assertThat(page.fact("Org"))
                .startsWith("&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--")
                .contains("\\u202egnp.exe", "\\n", "\\ud800", "{{policy}}", "😀");
        assertThat(page.records()).singleElement().satisfies(record -> {
            assertThat(record.get(1).asText()).isEqualTo(HOSTILE);
            assertThat(record.get(2).asText()).isEqualTo(HOSTILE);
            assertThat(record.at("/4/0").asText()).isEqualTo(HOSTILE);
            assertThat(record.at("/5/0").asText()).isEqualTo(HOSTILE);
            assertThat(record.at("/5/1/1").asText()).isEqualTo(HOSTILE);
            assertThat(record.at("/5/1/2").asText()).isEqualTo(HOSTILE);
        });
        assertThat(page.meta().at("/fields/0").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void onlyItsOwnerReadsItAndAnOlderOneIsThereUntilItIsWhole() throws Exception {
        Path file = directory.resolve("page.html");
        Files.writeString(file, "older");
        try (HtmlPage page = HtmlPage.create(file, LAYOUT)) {
            page.add(record("create", "1"));
            assertThat(file).hasContent("older");
        }
        assertThat(file).hasContent("older");
        assertThat(files()).containsExactly(file);

        page(record("create", "1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PageFile.of(file).records()).hasSize(1);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedBeforeAnyWork() {
        Path file = directory.resolve("nowhere/page.html");
        assertThatThrownBy(() -> HtmlPage.create(file, LAYOUT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("Give --html a file in a directory that exists");
        assertThatThrownBy(() -> HtmlPage.create(directory, LAYOUT)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void theSameRecordsHaveTheSameFingerprintAndOthersHaveNot() throws Exception {
        String first = page(record("create", "1")).fact("Fingerprint of the records");
        assertThat(first).hasSize(16);
        assertThat(page(record("create", "1")).fact("Fingerprint of the records"))
                .isEqualTo(first);
        assertThat(page(record("create", "2")).fact("Fingerprint of the records"))
                .isNotEqualTo(first);
    }

    @Test
    void recordsThatAreNotOnThePageAreCountedThere() throws Exception {
        Path file = directory.resolve("page.html");
        try (HtmlPage page = HtmlPage.create(file, LAYOUT, 1)) {
            page.add(record("create", "1"));
            page.add(record("create", "2"));
            page.add(record("update", "3"));
            page.end(summary("Org"));
        }
        assertThat(PageFile.of(file).html())
                .contains(
                        "Not all records are on this page", "the file of --csv has all of them", "create: 1 of 2</p>");
        assertThat(page(record("create", "1")).html()).doesNotContain("Not all records");
    }

    private PageFile page(PageRecord... records) throws IOException {
        return page(summary("Org"), records);
    }

    private PageFile page(PageSummary summary, PageRecord... records) throws IOException {
        Path file = directory.resolve("page.html");
        try (HtmlPage page = HtmlPage.create(file, LAYOUT)) {
            for (PageRecord record : records) {
                page.add(record);
            }
            page.end(summary);
        }
        return PageFile.of(file);
    }

    private static PageRecord record(String kind, String key, Value... values) {
        return PageRecord.of(kind, key, null, List.of(), List.of(), List.of(values));
    }

    private static PageSummary summary(String text) {
        return new PageSummary(
                "plan",
                text,
                text,
                List.of(new PageFact("Org", text)),
                List.of(new PageVerdict("ready", Tone.GOOD, text, text, text)),
                List.of(new PageSection(
                        "figures", text, List.of(new PageBar("name", text, 1L, Tone.QUIET)), List.of(text))),
                text);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static long count(String html, String tag) {
        return Pattern.compile(Pattern.quote(tag)).matcher(html).results().count();
    }

    private static String hash(String text) throws Exception {
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
