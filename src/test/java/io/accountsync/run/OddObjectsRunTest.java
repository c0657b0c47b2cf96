package io.accountsync.run;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.adopt.Adoption;
import io.accountsync.adopt.ProposalFiles;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.mapping.OddObject;
import io.accountsync.plan.Planning;
import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.state.RejectedAttempts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that nobody knows, in rows of a component's own, reach neither Salesforce nor a report by any command or API. */
class OddObjectsRunTest {
    private static final String MAPPING = TestSync.ACCOUNTS
            .replace("object: Account", "object: Account\n        match: Name")
            .replace("BillingCity: \"${body[city]}\"", "BillingCity: \"in ${body[city]}\"");

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"collections", "bulk"})
    void noRunSendsTheTextOfAnObject(String api) {
        try (TestSync sync = start(api)) {
            RunReport report = sync.run();
            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.PARTIAL);
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(4);
            assertThat(org.records("Account").toString()).contains("Sound").doesNotContain("OddObject");
            List<RejectedAttempts> kept = sync.ofState(state -> state.rejected().details("", 10));
            assertThat(kept)
                    .hasSize(4)
                    .allSatisfy(invalid -> assertThat(invalid.record().message())
                            .contains("holds an object of the class OddObject, make a text or a number of it"))
                    .noneSatisfy(invalid -> assertThat(invalid.toString()).contains("@1b6d3586"));
            // A row without key is known by its contents, which are the same although the object is another one.
            assertThat(sync.run().open().invalid()).isEqualTo(4);
        }
    }

    @Test
    void neitherDoesAnotherCommandShowIt() throws Exception {
        List<PlannedRecord> planned = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        try (TestSync sync = start("auto")) {
            assertThat(new Planning(sync.context(), planned::add, Optional.empty())
                            .plan("accounts", null, List.of())
                            .toString())
                    .doesNotContain("@1b6d3586");
            assertThat(planned).hasSize(1);
            assertThat(new Reconciliation(sync.context(), differences::add, Optional.empty())
                            .compare("accounts")
                            .invalid())
                    .isEqualTo(4);
            org.insert("Account", Map.of("Name", "OddObject@1b6d3586"));
            Path csv = directory.resolve("adopt.csv");
            assertThat(new Adoption(sync.context())
                            .match("accounts", null, ProposalFiles.csv(csv))
                            .invalid())
                    .isEqualTo(4);
            assertThat(matches(csv)).isZero();
        }
    }

    private static long matches(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .filter(line -> line.contains("one-to-one"))
                .count();
    }

    private TestSync start(String api) {
        return TestSync.start(org, directory, MAPPING, "sync.path", api, "sync.max-invalid", "100")
                .rows(() -> List.of(
                        row("id", 1, "name", "Sound", "city", "Bonn"),
                        row("id", 2, "name", new OddObject()),
                        row("id", 3, "name", "Embedded", "city", new OddObject()),
                        row("id", 4, "name", "Lookup", "parent", new OddObject()),
                        row("id", new OddObject(), "name", "Key")));
    }
}
