package io.accountsync.run.compare;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.check.SourceCheck;
import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.ReconcileReport;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.source.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that no row has is told by whatever reads the rows; one that some rows leave out is nobody's business. */
class AbsentColumnsTest {
    private static final LocalOrg ORG = LocalOrg.start();
    private static final String FILE = "routes/accounts.camel.yaml: BillingCity ";

    @TempDir
    private Path directory;

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${body?[domans]?[0]}|reads domans[0], which none of the 3 rows read has; is it misspelled, did you mean domains?",
                "x ${body[domans]}|reads domans, which none of the 3 rows read has; is it misspelled, did you mean domains?",
                "${body[address][citty]}|reads address[citty], which none of the 3 rows read has, though address is there;"
                        + " is it misspelled?",
            })
    void aNameThatNoRowHasIsToldByCheckRunAndReconcile(String expression, String said) throws Exception {
        try (TestSync sync = sync(expression, "1", "2", "3")) {
            assertThat(check(sync)).containsExactly(FILE + said);
            RunReport report = sync.run();
            assertThat(report.notes()).containsExactly(FILE + said);
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.toJson()).contains("which none of the 3 rows read has");
            assertThat(sync.run().notes()).as("as long as it is so").containsExactly(FILE + said);
            ReconcileReport reconciled =
                    new Reconciliation(sync.context(), difference -> {}, Optional.empty()).compare("accounts");
            assertThat(reconciled.notes()).containsExactly(FILE + said);
        }
    }

    @ParameterizedTest
    @CsvSource({"${body?[domains]?[0]}", "${body[address][city]}", "${body[city]}"})
    void rowsMayLeaveNamesOut(String expression) {
        try (TestSync sync = sync(expression, "1", "2", "full")) {
            assertThat(check(sync)).isEmpty();
            RunReport report = sync.run();
            assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(report.notes()).isEmpty();
        }
    }

    @Test
    void checkLooksAtAThousandRowsAndTheRunAtAll() {
        List<String> keys = new ArrayList<>(
                IntStream.rangeClosed(1, 1000).mapToObj(String::valueOf).toList());
        keys.add("full");
        try (TestSync sync = sync("${body[city]}", keys.toArray(String[]::new))) {
            assertThat(check(sync))
                    .singleElement()
                    .asString()
                    .contains("reads city, which none of the 1,000 rows read");
            assertThat(sync.run().notes()).isEmpty();
        }
    }

    /** Rows of JSON lines; the one with the key full has all names, the others have not. */
    private TestSync sync(String city, String... keys) {
        JsonFile file = new JsonFile();
        file.setPath(directory.resolve("clients.jsonl").toString());
        StringBuilder lines = new StringBuilder();
        for (String key : keys) {
            lines.append("{\"id\": \"").append(key).append("\", \"name\": \"One\", \"parent\": null");
            lines.append(
                    key.equals("full") ? ", \"domains\": [\"a.example\"], \"city\": \"Bonn\"" : ", \"domains\": []");
            lines.append(key.equals("full") ? ", \"address\": {\"city\": \"Bonn\"}}" : ", \"address\": {}}")
                    .append('\n');
        }
        try {
            Files.writeString(Path.of(file.getPath()), lines);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return TestSync.start(
                        ORG, directory.resolve("state"), ACCOUNTS.replace("${body[city]}", city), "sync.path", "bulk")
                .rows(file::rows);
    }

    private static List<String> check(TestSync sync) {
        return new SourceCheck(sync.context(), sync.engine().syncs().get("accounts"))
                .examine(Optional.empty()).stream().map(Finding::text).toList();
    }
}
