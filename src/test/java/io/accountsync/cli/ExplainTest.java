package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import io.accountsync.state.StreamOfOthers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The commands about one record. Of the sample, 7 is refused: its segment is not in a picklist. */
class ExplainTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aRecordIsExplainedAndForgottenToTheLastByte() throws Exception {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        Path data = directory.resolve("data");
        command = new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", data.toString())
                .with("sync.row-log.table", "sync_log");
        assertThat(command.run("explain", "1").exitCode()).as("before any run").isEqualTo(2);
        String longKey = "X".repeat(300);
        source.execute("insert into customers (customer_id, company_name, newsletter, updated_at) values ('" + longKey
                + "', 'Long', 1, '2026-01-01 00:00:00.000')");
        assertThat(command.run("run").exitCode()).isEqualTo(3);
        assertThat(command.run("explain", longKey).out())
                .contains("TOO_LONG (invalid)", "Place       row ", "of the source");
        assertThat(command.run("status").out()).containsPattern("Deferred  1 of these, the first since 20");

        String id = (String)
                org.find("Account", "Customer_Id__c", "1").orElseThrow().get("Id");
        assertThat(command.run("explain", "1").out())
                .contains("1, sync accounts", "run 1 (incremental, PARTIAL)", id)
                .doesNotContain("Refused");
        assertThat(command.run("explain", "7").out())
                .contains("never", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST (reject), Segment__c", "1, first 20")
                .doesNotContain("C-7");
        assertThat(command.run("explain", "7", "--payload").out()).contains("\"AccountNumber\":\"C-7\"");
        JsonNode json = new ObjectMapper()
                .readTree(command.run("explain", "7", "--json").out());
        assertThat(json.get(0).get("rejected").get("error_class").asText()).isEqualTo("reject");
        assertThat(json.get(0).get("confirmed").isNull()).isTrue();
        Jar.Ended nothing = command.run("explain", "nobody");
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.out()).contains("Nothing is known of nobody");

        JdbcTemplate rows = new JdbcTemplate(new DriverManagerDataSource(source.url()));
        String linesOf7 = "select count(*) from sync_log where record_key = '7' and outcome = 'rejected'";
        assertThat(rows.queryForObject(linesOf7, Integer.class)).isOne();

        new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + data.resolve("state.db")))
                .update("update rejected_record set payload = replace(payload, 'C-7', 'C-7 to be erased')");
        Path left = Files.writeString(data.resolve("changes-accounts-1.db"), "left by a crash: 7");
        Jar.Ended unasked = command.run("forget", "7");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        try (StreamOfOthers stream = StreamOfOthers.in(data).begin(1000)) {
            stream.take("7");
            stream.saw("7", "kafka:customers/0", 4711);
            assertThat(command.run("explain", "7").out())
                    .contains("Version     4711 of kafka:customers/0, last seen 20")
                    .contains("Claimed     by stream session 1000, in process "
                            + ProcessHandle.current().pid());
            JsonNode known = new ObjectMapper()
                    .readTree(command.run("explain", "7", "--json").out())
                    .get(0);
            assertThat(known.get("claim").get("by").asText()).isEqualTo("stream session 1000");
            assertThat(known.get("versions").get(0).get("version").asLong()).isEqualTo(4711);
            Jar.Ended refused = command.run("forget", "7", "--yes");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err())
                    .contains(
                            "The stream session 1000 of sync accounts is sending 7 now. Give the command again in a moment.");
            stream.end();
        }
        Jar.Ended forgotten = command.run("forget", "7", "--yes");
        assertThat(forgotten.exitCode()).isZero();
        assertThat(forgotten.out()).contains("knows nothing of 7 any more");
        assertThat(command.run("explain", "7").exitCode()).isEqualTo(2);
        assertThat(rows.queryForObject(linesOf7, Integer.class))
                .as("the row log")
                .isZero();
        assertThat(left).doesNotExist();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("to be erased");
            }
        }
        assertThat(command.run("forget", "7", "--yes").exitCode()).isEqualTo(2);

        command.with("sync.row-log.table", "customers");
        assertThat(command.run("check").out())
                .contains("warning", "sync.row-log.table names the table customers, which is there and has another use")
                .doesNotContain("a run would be refused");
        Jar.Ended half = command.run("forget", "1", "--yes");
        assertThat(half.exitCode()).isOne();
        assertThat(half.err()).contains("delete the one with sync_name accounts and record_key 1 yourself");
    }
}
