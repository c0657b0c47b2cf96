package io.accountsync.run;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that every run tries again, and that never passes, is not a success. */
class DeferredTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aRunIsPartialWhileRecordsAreDeferredAndSaysSinceWhen() {
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport first = sync.rows(List.of(customer(1, "One"), row("id", 2, "name", "Child", "parent", "nobody")))
                    .run();
            assertThat(first.count(Count.RETRY_LATER)).isEqualTo(1);
            Long since = first.open().deferredSince();

            for (int i = 0; i < 2; i++) {
                RunReport again = sync.rows(List.of(customer(1, "One"))).run();
                assertThat(again.exitCode()).isEqualTo(3);
                assertThat(again.open().deferred()).isEqualTo(1);
                assertThat(again.open().deferredSince()).isEqualTo(since);
                assertThat(again.toJson()).contains("\"deferred\" : 1", "\"deferred_since\" : \"20");
            }

            RunReport parent =
                    sync.rows(List.of(customer("nobody", "The parent"))).run();
            assertThat(parent.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(parent.open().total()).isZero();
        }
    }
}
