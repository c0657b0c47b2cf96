package io.accountsync.salesforce.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import io.accountsync.salesforce.bulk.JobCsv.Added;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of a job, as Bulk API 2.0 reads them. */
class JobCsvTest {
    private final JobCsv csv =
            new JobCsv(List.of("Key__c", "Name", "Amount", "Parent.Key__c", "Account:What.Key__c"), 1000);

    @Test
    void cellsAreCutOutOfThePayloadInTheOrderOfTheColumnsWhateverThatOfTheFields() throws IOException {
        assertThat(csv.add(Payload.of("{\"Key__c\":\"A1\",\"Name\":\"Müller, Söhne\",\"Amount\":-1.50}")))
                .isEqualTo(Added.YES);
        assertThat(csv.add(Payload.of("{ \"Amount\" : true , \"Key__c\" : \"A2\" }")))
                .isEqualTo(Added.YES);
        assertThat(lines())
                .containsExactly(
                        "\"Key__c\",\"Name\",\"Amount\",\"Parent.Key__c\",\"Account:What.Key__c\"",
                        "\"A1\",\"Müller, Söhne\",\"-1.50\",,",
                        "\"A2\",,\"true\",,");
    }

    @Test
    void whatIsEscapedInJsonIsInACellAsItIs() throws IOException {
        csv.add(
                Payload.of(
                        "{\"Key__c\":\"A1\",\"Name\":\"say \\\"hi\\\"\\n\\u00e9 \\\\ \\/\",\"Parent\":{\"Key__c\":\"\\\"P\"}}"));
        assertThat(text()).endsWith("\"A1\",\"say \"\"hi\"\"\né \\ /\",,\"\"\"P\",\n");
    }

    @Test
    void lookupsHaveTheColumnOfTheirRelationship() throws IOException {
        csv.add(Payload.of("{\"Parent\":{\"Key__c\":\"P1\"},\"Key__c\":\"A1\","
                + "\"What\":{\"attributes\":{\"type\":\"Account\"},\"Key__c\":null}}"));
        assertThat(lines().get(1)).isEqualTo("\"A1\",,,\"P1\",\"#N/A\"");
    }

    @Test
    void nullClearsAndNothingElseDoes() throws IOException {
        assertThat(csv.add(Payload.of("{\"Key__c\":\"A1\",\"Name\":null}"))).isEqualTo(Added.YES);
        assertThat(lines().get(1)).isEqualTo("\"A1\",\"#N/A\",,,");
        assertThat(csv.add(Payload.of("{\"Key__c\":\"A2\",\"Name\":\"#N/A\"}"))).isEqualTo(Added.NO);
        assertThat(csv.add(Payload.of("{\"Key__c\":\"A2\",\"Name\":\"\\u0023N/A\"}")))
                .isEqualTo(Added.NO);
        assertThat(csv.add(Payload.of("{\"Key__c\":\"A2\",\"Name\":\"\"}"))).isEqualTo(Added.NO);
        assertThat(csv.records()).isEqualTo(1);
    }

    @Test
    void whatACellCannotHoldIsNotAdded() {
        JobCsv large = new JobCsv(List.of("Key__c"), 1_000_000);
        assertThat(large.add(key("a\\rb"))).isEqualTo(Added.NO);
        assertThat(large.add(key("ü".repeat(32_000)))).isEqualTo(Added.YES);
        assertThat(large.add(key("ü".repeat(32_001)))).isEqualTo(Added.NO);
        assertThat(large.add(key("u".repeat(32_001)))).isEqualTo(Added.NO);
        assertThat(large.add(Payload.of("{\"Other__c\":\"x\"}"))).isEqualTo(Added.NO);
        assertThat(large.add(Payload.of("{\"Other__r\":{\"Key__c\":\"x\"}}"))).isEqualTo(Added.NO);
        assertThat(large.records()).isEqualTo(1);
    }

    @Test
    void aRecordThatDoesNotFitBeginsTheNextJobAndTheFirstOneAlwaysFits() {
        JobCsv small = new JobCsv(List.of("Key__c"), 30);
        assertThat(small.add(key("k".repeat(5000)))).isEqualTo(Added.YES);
        assertThat(small.add(key("k"))).isEqualTo(Added.FULL);
        assertThat(small.records()).isEqualTo(1);
    }

    /** What has escapes goes the long way, what has none the short one: both say the same. */
    @Test
    void aCellIsTheSameBothWays() throws IOException {
        JobCsv cells = new JobCsv(List.of("Key__c"), 1_000_000);
        for (String text : List.of("plain", "ü", "x,y", " ", "0", "\u2028", "\u007f", "\ud83d\ude00")) {
            cells.add(key(text));
            String escaped = String.format("\\u%04x", (int) text.charAt(0)) + text.substring(1);
            if (!Character.isSurrogate(text.charAt(0))) {
                cells.add(key(escaped));
            }
        }
        assertThat(new String(cells.open().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "\"Key__c\"",
                        "\"plain\"",
                        "\"plain\"",
                        "\"ü\"",
                        "\"ü\"",
                        "\"x,y\"",
                        "\"x,y\"",
                        "\" \"",
                        "\" \"",
                        "\"0\"",
                        "\"0\"",
                        "\"\u2028\"",
                        "\"\u2028\"",
                        "\"\u007f\"",
                        "\"\u007f\"",
                        "\"\ud83d\ude00\"");
    }

    private static Payload key(String json) {
        return Payload.of("{\"Key__c\":\"" + json + "\"}");
    }

    private List<String> lines() throws IOException {
        return text().lines().toList();
    }

    private String text() throws IOException {
        return new String(csv.open().readAllBytes(), StandardCharsets.UTF_8);
    }
}
