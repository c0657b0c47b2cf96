package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** translate and translateFile. */
class TranslationTest {
    @TempDir
    private Path directory;

    @Test
    void aValueIsTranslated() throws Exception {
        TestMapping mapping = translating(Map.of("tech", "Technology", "1", "One"), null);
        assertThat(mapping.valueOf("tech").textValue()).isEqualTo("Technology");
        assertThat(mapping.valueOf(1).textValue()).isEqualTo("One");
        assertThat(mapping.valueOf(" tech ").textValue()).isEqualTo("Technology");
    }

    @Test
    void anEmptyValueNeedsNoTranslation() throws Exception {
        assertThat(translating(Map.of("tech", "Technology"), null).valueOf(null))
                .isNull();
    }

    @Test
    void aValueWithoutEntryTakesTheDefault() throws Exception {
        assertThat(translating(Map.of("tech", "Technology"), "Other")
                        .valueOf("x")
                        .textValue())
                .isEqualTo("Other");
    }

    @Test
    void aValueWithoutEntryMayPassAsItIs() throws Exception {
        assertThat(translating(Map.of("tech", "Technology"), "${body[v]}")
                        .valueOf("Retail")
                        .textValue())
                .isEqualTo("Retail");
    }

    @Test
    void aValueWithoutEntryAndDefaultMakesTheRowInvalid() {
        InvalidRowException refusal =
                translating(Map.of("tech", "Technology"), null).refusal("v", "s3cret");
        assertThat(refusal.code()).isEqualTo("NO_TRANSLATION");
        assertThat(refusal.field()).isEqualTo("F__c");
        assertThat(refusal).hasMessageContaining("set a default").hasMessageNotContaining("s3cret");
    }

    @Test
    void anEntryCanMakeAValueEmpty() throws Exception {
        assertThat(translating(Map.of("n/a", ""), null).valueOf("n/a")).isNull();
    }

    @Test
    void translationsAreConvertedToTheField() throws Exception {
        TestMapping mapping = field("boolean", rule -> {
            rule.setValue("${body[v]}");
            rule.setTranslate(Map.of("ja", "true", "nein", "false"));
        });
        assertThat(mapping.valueOf("ja").booleanValue()).isTrue();
        assertThat(mapping.valueOf("nein").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mid-market", "Mid-Market", "1-5", "a - b"})
    void dashesThatCamelTookFromAKeyDoNotHinderItsValue(String value) throws Exception {
        String key = org.apache.camel.util.StringHelper.dashToCamelCase(value);
        assertThat(translating(Map.of(key, "Found"), null).valueOf(value).textValue())
                .isEqualTo("Found");
    }

    @Test
    void aTableInAFile() throws Exception {
        TestMapping mapping =
                fromFile("tech,Technology\r\n\"food, drink\",\"Food & Beverage\"\n\nmid-market,Mid\n v1.5 , x ");
        assertThat(mapping.valueOf("tech").textValue()).isEqualTo("Technology");
        assertThat(mapping.valueOf("food, drink").textValue()).isEqualTo("Food & Beverage");
        assertThat(mapping.valueOf("mid-market").textValue()).isEqualTo("Mid");
        assertThat(mapping.valueOf("v1.5").textValue()).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFtech,Technology\n", "\uFEFF\"tech\",Technology\n"})
    void aByteOrderMarkIsNoPartOfTheFirstValue(String text) throws Exception {
        assertThat(fromFile(text).valueOf("tech").textValue()).isEqualTo("Technology");
    }

    @Test
    void dashesCountInAFile() throws Exception {
        assertThat(fromFile("aB,x\n").refusal("v", "a-b").code()).isEqualTo("NO_TRANSLATION");
    }

    @Test
    void aMissingFileIsNamedWithTheDirectory() {
        assertThat(withFile(directory.resolve("nowhere.csv")).mistakes())
                .startsWith(TestMapping.FILE + ": F__c has a translateFile " + directory + "/nowhere.csv that does not "
                        + "exist (looked for ");
    }

    @Test
    void aMissingFileIsLookedForBesideTheSyncFileAndInTheWorkingDirectory() {
        Path here = Path.of("").toAbsolutePath();
        assertThat(withFile(Path.of("nowhere.csv")).mistakes())
                .contains("(looked for " + here.resolve("routes/nowhere.csv") + " and " + here.resolve("nowhere.csv"));
    }

    @Test
    void anEntryWithoutValueLeavesTheFieldEmptyWhateverTheDefault() throws Exception {
        assertThat(translating(Map.of("none", ""), "Other").valueOf("none")).isNull();
    }

    @Test
    void aRowThatHasNoTwoColumnsIsNamedByLine() throws Exception {
        assertThat(fromFile("tech,Technology\n\nfood,Food,x\n").mistakes())
                .contains("F__c has a wrong translateFile ")
                .contains("table.csv, line 3: expected two columns, source value and Salesforce value, found 3");
    }

    @Test
    void aValueWithTwoTranslationsIsNamedByLine() throws Exception {
        assertThat(fromFile("tech,Technology\nfood,Food\n tech,Tech\n").mistakes())
                .contains("has two translations of \"tech\"")
                .contains("table.csv, line 3); keep one of them");
    }

    @Test
    void theSameTranslationTwiceDoesNoHarm() throws Exception {
        assertThat(fromFile("tech,Technology\ntech,Technology\n")
                        .valueOf("tech")
                        .textValue())
                .isEqualTo("Technology");
    }

    @Test
    void aMisplacedQuoteInAFileIsAMistakeAndNoCrash() throws Exception {
        assertThat(fromFile("tech,\"Techno\"logy\n").mistakes())
                .contains("F__c has a wrong translateFile ", "line 1: text after a closing quote");
    }

    @Test
    void aFileInAnotherEncodingIsAMistake() throws Exception {
        Path file = Files.write(directory.resolve("table.csv"), "käse,Food\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(withFile(file).mistakes()).contains("table.csv that is not UTF-8");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(withFile(directory).mistakes()).contains("cannot be read");
    }

    @Test
    void tableAndFileAtOnceAreRefused() {
        TestMapping mapping = field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setTranslate(Map.of("a", "b"));
            rule.setTranslateFile("table.csv");
        });
        assertThat(mapping.mistakes()).contains("F__c has both translate and translateFile; keep one of them.");
    }

    private static TestMapping translating(Map<String, String> table, String fallback) {
        return field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setTranslate(table);
            rule.setDefault(fallback);
        });
    }

    private TestMapping fromFile(String text) throws Exception {
        return withFile(Files.writeString(directory.resolve("table.csv"), text));
    }

    private static TestMapping withFile(Path file) {
        return field("string", rule -> {
            rule.setValue("${body[v]}");
            rule.setTranslateFile(file.toString());
        });
    }
}
