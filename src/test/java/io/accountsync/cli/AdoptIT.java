package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar is ended as by {@code kill -9} while it links records, and started again. */
@Tag("full")
class AdoptIT {
    @TempDir
    private Path directory;

    @Test
    void aCrashWhileLinkingCostsNothing() throws Exception {
        try (CrashedSync sync = new CrashedSync(
                directory,
                Map.of("state.directory", directory.resolve("state").toString()),
                LocalOrgOptions.defaults())) {
            for (int i = 1; i <= 60; i++) {
                sync.org().insert("Account", Map.of("Name", "CUSTOMER " + i + " GmbH", "Phone", "0" + i));
            }
            sync.edit(1, 70, "Customer");
            Jar.Ended run = sync.runHere();
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.out()).contains("account-sync adopt accounts");
            Path csv = directory.resolve("adopt-accounts.csv");
            Jar.Ended matched = here(sync, "adopt", "--match", "Name", "--csv", csv.toString());
            assertThat(matched.out()).contains("60 one-to-one", " 0 ambiguous", "--apply " + csv);

            Fault hang =
                    sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(3), FaultAction.hang());
            Process apply = sync.jar().start("adopt", "--apply", csv.toString());
            await().until(() -> hang.waiting() >= 3);
            CrashedSync.kill(apply);
            int hanging = hang.waiting();
            hang.remove();
            // Their connections are gone long before the org has saved them.
            await().until(() -> hang.carriedOut() >= hanging);

            Jar.Ended again = here(sync, "adopt", "--apply", csv.toString());
            assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
            assertThat(again.out()).contains("SUCCEEDED", "had it already", "adopt --undo ");
            assertThat(linked(sync)).isEqualTo(60);

            Path undo = directory.resolve("adopt-accounts.undo.csv");
            assertThat(Files.readAllLines(undo))
                    .as("also what the killed process wrote")
                    .hasSizeGreaterThanOrEqualTo(61);
            Jar.Ended undone = here(sync, "adopt", "--undo", undo.toString());
            assertThat(undone.exitCode()).as(undone.out() + undone.err()).isZero();
            assertThat(linked(sync)).isZero();

            assertThat(here(sync, "adopt", "--apply", csv.toString()).exitCode())
                    .isZero();
            sync.runAndCompare();
            assertThat(sync.org().records("Account"))
                    .hasSize(70)
                    .filteredOn(account -> account.get("Phone") != null)
                    .hasSize(60);
        }
    }

    private Jar.Ended here(CrashedSync sync, String... arguments) {
        InProcess command = new InProcess();
        sync.keys().forEach(command::with);
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--routes";
        all[arguments.length + 1] = directory.resolve("routes").toString();
        return command.run(all);
    }

    private static long linked(CrashedSync sync) {
        return sync.org().records("Account").stream()
                .map(account -> account.get("Customer_Id__c"))
                .filter(Objects::nonNull)
                .count();
    }
}
