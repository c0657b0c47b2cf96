package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed when the records of a circle are in Salesforce and do not point to each other yet. */
@Tag("full")
class CircleCrashIT {
    @TempDir
    private Path directory;

    @Test
    void theNextRunDoesTheSecondStep() throws Exception {
        LocalOrgOptions options = LocalOrgOptions.builder()
                .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
                .build();
        try (CrashedSync sync = new CrashedSync(
                directory, Map.of("state.directory", directory.resolve("data").toString()), options)) {
            pointInACircleOfThree();
            sync.edit(1, 3, "A");
            Fault hang =
                    sync.org().faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2), FaultAction.hang());
            Process run = sync.start();
            await().until(() -> hang.waiting() == 1);
            CrashedSync.kill(run);
            assertThat(sync.org().records("Account")).hasSize(3).allMatch(account -> account.get("Partner__c") == null);
            hang.remove();

            sync.startAgainAndCompare();

            assertThat(partnerOf(sync, "1")).isEqualTo(id(sync, "2"));
            assertThat(partnerOf(sync, "3")).isEqualTo(id(sync, "1"));
        }
    }

    private void pointInACircleOfThree() throws Exception {
        Path file = directory.resolve("routes/accounts.camel.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "          Name: \"${body[name]}\"\n",
                                "          Name: \"${body[name]}\"\n"
                                        + "        fields[Partner__r]: { lookup: Customer_Id__c, value: \"${body[partner]}\" }\n")
                        .replace("select id, name,", "select id, name, id % 3 + 1 as partner,"));
    }

    private static Object partnerOf(CrashedSync sync, String key) {
        return account(sync, key).get("Partner__c");
    }

    private static Object id(CrashedSync sync, String key) {
        return account(sync, key).get("Id");
    }

    private static Map<String, Object> account(CrashedSync sync, String key) {
        return sync.org().find("Account", "Customer_Id__c", key).orElseThrow();
    }
}
