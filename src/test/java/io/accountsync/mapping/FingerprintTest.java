package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a record counts as changed, and when every row must be read again. */
class FingerprintTest {
    private final DefaultZone zone = new DefaultZone();

    @TempDir
    private Path directory;

    @AfterEach
    void backHome() {
        zone.restore();
    }

    @Test
    void aFingerprintHasSixteenBytesAndIsTheSameEveryTime() throws Exception {
        assertThat(standard().record("name", "A").fingerprint())
                .hasSize(16)
                .isEqualTo(standard().record("name", "A").fingerprint());
    }

    @Test
    void aFingerprintChangesWithThePayload() throws Exception {
        byte[] before = standard().record("name", "A").fingerprint();
        assertThat(standard().record("name", "B").fingerprint()).isNotEqualTo(before);
        assertThat(standard().record("name", null).fingerprint()).isNotEqualTo(before);
        assertThat(standard().record("name", "A", "id", "C2").fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aFingerprintDoesNotChangeWithColumnsThatAreNotMapped() throws Exception {
        assertThat(standard().record("name", "A", "other", 1).fingerprint())
                .isEqualTo(standard().record("name", "A").fingerprint());
    }

    @Test
    void aFingerprintChangesWithTheObject() throws Exception {
        assertThat(standard()
                        .definition(definition -> definition.setObject("Contact"))
                        .org(describe -> describe.build().setName("Contact"))
                        .record("name", "A")
                        .fingerprint())
                .isNotEqualTo(standard().record("name", "A").fingerprint());
    }

    @Test
    void aFingerprintChangesWithTheExternalIdField() {
        byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(new Fingerprinter("Account", "A__c").of(payload))
                .isNotEqualTo(new Fingerprinter("Account", "B__c").of(payload))
                .isNotEqualTo(new Fingerprinter("AccountA", "__c").of(payload));
    }

    @Test
    void payloadAndVersionDoNotDependOnTheOrderOfTheFields() throws Exception {
        TestMapping forward = TestMapping.empty()
                .map("Customer_Id__c", "${body[id]}")
                .map("Name", "${body[name]}")
                .map("F__c", "x");
        TestMapping backward = TestMapping.empty()
                .map("F__c", "x")
                .map("Name", "${body[name]}")
                .map("Customer_Id__c", "${body[id]}");
        forward.org(describe -> describe.text("F__c", 10));
        backward.org(describe -> describe.text("F__c", 10));
        assertThat(forward.json("name", "A")).isEqualTo(backward.json("name", "A"));
        assertThat(forward.bind().version()).isEqualTo(backward.bind().version());
    }

    @Test
    void theVersionDoesNotDependOnTheOrderOfATranslation() {
        Map<String, String> forward = new LinkedHashMap<>();
        forward.put("a", "1");
        forward.put("b", "2");
        Map<String, String> backward = new LinkedHashMap<>();
        backward.put("b", "2");
        backward.put("a", "1");
        assertThat(version(rule -> rule.setTranslate(forward))).isEqualTo(version(rule -> rule.setTranslate(backward)));
    }

    static Stream<Arguments> options() {
        return Stream.<Consumer<FieldRule>>of(
                        rule -> rule.setValue("${body[w]}"),
                        rule -> rule.setValue("${body[v]} "),
                        rule -> rule.setWhenEmpty("clear"),
                        rule -> rule.setTooLong("truncate"),
                        rule -> rule.setDefault("x"),
                        rule -> rule.setDefault(""),
                        rule -> rule.setTranslate(Map.of()),
                        rule -> rule.setTranslate(Map.of("a", "b")),
                        rule -> rule.setTranslate(Map.of("a", "c")),
                        rule -> rule.setTranslate(Map.of("a", "b", "c", "d")),
                        rule -> rule.setTranslate(Map.of("a", "b, c=d")))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("options")
    void theVersionChangesWithEveryOptionOfARule(Consumer<FieldRule> option) {
        assertThat(version(option)).isNotEqualTo(version(rule -> {}));
    }

    @Test
    void twoMappingsNeverHaveTheSameVersion() {
        assertThat(options().map(arguments -> version(option(arguments))).distinct())
                .hasSize((int) options().count());
    }

    @Test
    void theVersionChangesWithALookup() {
        TestMapping byKey = accounts().map("Parent", rule -> {
            rule.setValue("${body[p]}");
            rule.setLookup("Customer_Id__c");
        });
        assertThat(byKey.bind().version())
                .isNotEqualTo(accounts().map("ParentId", "${body[p]}").bind().version());
    }

    @Test
    void theVersionChangesWithTheContentsOfATranslationFile() throws Exception {
        Path file = directory.resolve("table.csv");
        Files.writeString(file, "a,b\n");
        String before = version(rule -> rule.setTranslateFile(file.toString()));
        Files.writeString(file, "a,c\n");
        assertThat(version(rule -> rule.setTranslateFile(file.toString()))).isNotEqualTo(before);
    }

    @Test
    void theVersionChangesWithTypeAndLengthInTheOrg() {
        assertThat(Stream.of(
                                accounts().org(describe -> describe.text("F__c", 10)),
                                accounts().org(describe -> describe.text("F__c", 20)),
                                accounts().org(describe -> describe.field("F__c", "url", field -> field.setLength(10))))
                        .map(mapping -> mapping.map("F__c", "1").bind().version())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void theZoneOfTheProcessCountsOnlyWhereTheCursorIsATime() {
        List<Boolean> same = Stream.of(
                        standard(),
                        standard().definition(definition -> {
                            definition.setCursor("updated");
                            definition.setCursorType("integer");
                        }),
                        standard().definition(definition -> definition.setCursor("updated")))
                .map(mapping -> {
                    zone.set("UTC");
                    String before = mapping.bind().version();
                    zone.set("Asia/Tokyo");
                    return mapping.bind().version().equals(before);
                })
                .toList();

        assertThat(same).containsExactly(true, true, false);
    }

    @Test
    void theVersionChangesWithTheCursor() {
        assertThat(Stream.of(
                                standard(),
                                standard().definition(definition -> definition.setCursor("updated")),
                                standard().definition(definition -> {
                                    definition.setCursor("updated");
                                    definition.setCursorType("integer");
                                }))
                        .map(mapping -> mapping.bind().version())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void theVersionChangesWithTheTimeZoneSinceColumnsWithoutOneAreReadInIt() {
        String berlin = standard().zone("Europe/Berlin").bind().version();
        assertThat(standard().zone("America/New_York").bind().version()).isNotEqualTo(berlin);
    }

    @Test
    void namesOfOneTimeZoneAreOne() {
        zone.set("UTC");
        String utc = standard().bind().version();
        zone.set("Etc/UTC");
        assertThat(standard().bind().version()).isEqualTo(utc);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<FieldRule> option(Arguments arguments) {
        return (Consumer<FieldRule>) arguments.get()[0];
    }

    private static String version(Consumer<FieldRule> option) {
        return TestMapping.text(10, rule -> {
                    rule.setValue("${body[v]}");
                    option.accept(rule);
                })
                .bind()
                .version();
    }

    private static TestMapping standard() {
        return accounts().map("Name", "${body[name]}");
    }
}
