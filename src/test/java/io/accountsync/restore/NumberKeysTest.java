package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.DeletingSync;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records whose External ID is a number. */
class NumberKeysTest {
    @TempDir
    private Path directory;

    @Test
    void aNumberIsTheSameKeyHoweverAPersonWritesIt() throws Exception {
        LocalOrgOptions numbers = LocalOrgOptions.builder()
                .withField(
                        "Account",
                        FieldSpec.number("Customer_Id__c", 12, 2).externalId().unique())
                .build();
        try (LocalOrg org = LocalOrg.start(numbers);
                DeletingSync sync = DeletingSync.start(org, directory)) {
            sync.runWithRows(12);
            sync.runWithRows(9);

            RestoreReport report = new Restoration(sync.sync().context())
                    .restore("accounts", new Chosen(List.of("012.0", "1.1e1", "11"), null), false, record -> {});

            assertThat(report.count(Way.UNDELETED)).isEqualTo(2);
            assertThat(sync.idOf("10")).isNull();
            assertThat(sync.idOf("12")).isNotNull();
        }
    }
}
