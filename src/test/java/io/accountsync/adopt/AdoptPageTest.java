package io.accountsync.adopt;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.page.PageFile;
import io.accountsync.run.TestSync;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptPageTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void eachRecordIsNextToItsRowsWithWhatMatchedAndTheFiguresAreThoseOfTheReport() throws Exception {
        String acme = org.insert("Account", Map.of("Name", "ACME, Inc.", "BillingCity", "Zürich"));
        org.insert("Account", Map.of("Name", "Twin Ltd", "BillingCity", "Bern"));
        org.insert("Account", Map.of("Name", "<script>alert(1)</script>"));
        Path csv = directory.resolve("adopt.csv");
        Path html = directory.resolve("adopt.html");
        try (TestSync sync = TestSync.start(org, directory, MatchingTest.MATCHED)) {
            sync.rows(List.of(
                    row("id", "1", "name", "Acme", "city", "Zurich", "site", "acme.example"),
                    row("id", "3", "name", "Twin", "city", "Bern", "site", null),
                    row("id", "4", "name", "TWIN GmbH", "city", "Bern", "site", null),
                    row("id", null, "name", "No key", "city", null, "site", null)));

            MatchReport report = new Adoption(sync.context())
                    .match("accounts", null, new ProposalFiles(csv, false, Optional.of(html)));

            PageFile page = PageFile.of(html);
            report.counts().forEach((status, count) -> assertThat(page.number("figures", AdoptCsv.word(status)))
                    .isEqualTo(count));
            assertThat(page.records()).hasSize(3);
            JsonNode pair = page.records().get(0);
            assertThat(kind(page, pair)).isEqualTo("one-to-one");
            assertThat(pair.get(1).asText()).isEqualTo("1");
            assertThat(pair.get(2).asText()).isEqualTo(acme);
            assertThat(pair.get(4).toString()).isEqualTo("[\"Matched by Name name + BillingCity text\"]");
            assertThat(values(page, pair.get(5)))
                    .containsExactlyInAnyOrder(
                            "Name: ACME, Inc. | Acme (matched)",
                            "BillingCity: Zürich | Zurich (matched)",
                            "Website:  | acme.example");
            JsonNode twins = page.records().get(1);
            assertThat(kind(page, twins)).isEqualTo("ambiguous");
            assertThat(twins.get(1).asText()).isEqualTo("2 rows");
            assertThat(twins.at("/5/0").asText()).isEqualTo("Row 3");
            assertThat(twins.at("/6/0").asText()).isEqualTo("Row 4");
            assertThat(kind(page, page.records().get(2))).isEqualTo("none");
            assertThat(page.contents("script")).hasSize(1);
            assertThat(page.verdict("ready")).contains("account-sync adopt accounts --apply " + csv);
            assertThat(page.section("invalid")).contains("a row without key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(html)))
                    .isEqualTo("rw-------");
        }
    }

    private static String kind(PageFile page, JsonNode record) {
        return page.meta().at("/kinds/" + record.get(0).asInt() + "/0").asText();
    }

    private static List<String> values(PageFile page, JsonNode part) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < part.size(); i++) {
            JsonNode value = part.get(i);
            values.add(page.meta().at("/fields/" + value.get(0).asInt()).asText() + ": "
                    + value.get(1).asText() + " | " + value.get(2).asText() + (value.has(3) ? " (matched)" : ""));
        }
        return values;
    }
}
