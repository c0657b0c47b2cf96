package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.page.PageFile;
import io.accountsync.source.SampleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages say the same as the commands that write them. */
class PagesTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private Path html;
    private InProcess command;

    @BeforeEach
    void setUp() throws Exception {
        html = directory.resolve("page.html");
        command = new InProcess()
                .at(org)
                .with(
                        "source.url",
                        SampleSource.create(directory.resolve("source.db")).url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void thePageOfAPlanHasTheNumbersOfItsTextAndItsJson() throws Exception {
        org.insert("Account", Map.of("Name", "From before"));
        Jar.Ended json = command.run("plan", "--json", "--all", "--html", html.toString());
        assertThat(json.err()).isEmpty();
        assertThat(json.exitCode()).isEqualTo(4);
        JsonNode plan = new ObjectMapper().readTree(json.out());
        PageFile page = PageFile.of(html);
        plan.get("counts").properties().forEach(count -> {
            if (count.getValue().asLong() > 0 && !Set.of("read", "api_calls").contains(count.getKey())) {
                assertThat(page.number("figures", count.getKey()))
                        .as(count.getKey())
                        .isEqualTo(count.getValue().asLong());
            }
        });
        plan.get("fields").properties().forEach(field -> {
            if (field.getValue().asLong() > 0) {
                assertThat(page.number("fields", field.getKey()))
                        .isEqualTo(field.getValue().asLong());
            }
        });
        assertThat(page.records()).hasSameSizeAs(plan.get("records"));
        assertThat(page.fact("Predicted calls"))
                .isEqualTo(plan.at("/path/predicted_calls").asText());
        assertThat(page.fact("Plan id")).isEqualTo(plan.at("/held_back/id").asText());
        assertThat(page.verdict("held-back"))
                .contains("account-sync approve accounts "
                        + plan.at("/held_back/id").asText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(html)))
                .isEqualTo("rw-------");

        Jar.Ended text = command.run("plan", "--limit", "0", "--html", html.toString());
        assertThat(text.out())
                .contains(String.format(
                        Locale.ROOT, "%,d would be created", PageFile.of(html).number("figures", "creates")))
                .contains("Written to " + html);
        assertThat(PageFile.of(html).fact("Fingerprint of the records"))
                .isEqualTo(page.fact("Fingerprint of the records"));
    }

    @Test
    void aPlanThatIsNotMadeLeavesNoPageAndAnOlderOneAsItIs() throws Exception {
        Files.writeString(html, "older");
        Jar.Ended refused = command.with("source.url", "jdbc:sqlite:" + directory.resolve("nowhere.db"))
                .run("plan", "--html", html.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).contains("A run would be refused").doesNotContain("Written to");
        assertThat(html).hasContent("older");
    }

    @Test
    void thePageOfAReconciliationHasItsNumbersAndBothSidesOfEachDifference() throws Exception {
        command.run("run");
        Map<String, Object> first = org.find("Account", "Customer_Id__c", "1").orElseThrow();
        org.edit("Account", (String) first.get("Id"), Map.of("Name", "<img src=x onerror=alert(1)>"));
        Jar.Ended ended = command.run("reconcile", "--json", "--html", html.toString());
        assertThat(ended.err()).isEmpty();
        JsonNode counts = new ObjectMapper().readTree(ended.out()).get("counts");
        PageFile page = PageFile.of(html);
        for (String name : new String[] {"equal", "missing", "different", "unknown", "invalid", "duplicate"}) {
            assertThat(page.number("figures", name))
                    .as(name)
                    .isEqualTo(counts.get(name).asLong());
        }
        assertThat(page.number("fields", "Name")).isEqualTo(1);
        assertThat(page.records())
                .hasSize((int) (counts.get("missing").asLong()
                        + counts.get("different").asLong()))
                .anySatisfy(
                        record -> assertThat(record.at("/5/1/1").asText()).isEqualTo("<img src=x onerror=alert(1)>"));
        assertThat(page.html()).doesNotContain("<img");
    }

    @Test
    void aPageThatCannotBeWrittenIsNamedBeforeAnyCall() {
        for (String[] arguments :
                new String[][] {{"plan", "--html", "nowhere/page.html"}, {"reconcile", "--html", "nowhere/page.html"}
                }) {
            Jar.Ended ended = command.run(arguments);
            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err()).contains("nowhere/page.html cannot be written. Give --html a file in a directory");
        }
        Jar.Ended same = command.run("plan", "--html", html.toString(), "--csv", html.toString());
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(same.err()).contains("--csv and --html name the same file");
        assertThat(html).doesNotExist();
    }
}
