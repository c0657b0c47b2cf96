package io.accountsync.salesforce;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new refresh token is stored before its session is used; when that fails, the old token is not posted again. */
class SaveBeforeUseTest {
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().rotateRefreshTokens(true).build());

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    /** A store that refuses saves, and notes what the org had been asked at each. */
    private final class FailingStore implements RefreshTokenStore {
        private final RefreshTokenStore memory = new MemoryTokens();
        private final List<Long> callsAtSave = new ArrayList<>();
        private volatile BooleanSupplier works;

        FailingStore(BooleanSupplier works) {
            this.works = works;
        }

        @Override
        public Optional<Chain> reserve(String chain) {
            return memory.reserve(chain);
        }

        @Override
        public void save(String chain, byte[] sealedToken) {
            callsAtSave.add(org.stats().calls(CallKind.QUERY));
            if (!works.getAsBoolean()) {
                throw new IllegalStateException("The disk is full.");
            }
            memory.save(chain, sealedToken);
        }

        @Override
        public void release(String chain) {
            memory.release(chain);
        }

        @Override
        public void abandon(String chain) {
            memory.abandon(chain);
        }
    }

    @Test
    void aSaveThatFailsIsRetriedBeforeAnythingIsAsked() {
        AtomicInteger tries = new AtomicInteger();
        FailingStore store = new FailingStore(() -> tries.incrementAndGet() > 3);
        try (TestSync sync = start(store)) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(store.callsAtSave).hasSize(4).containsOnly(0L);
        assertThat(org.stats().tokenRequests()).isEqualTo(1);
    }

    @Test
    void whatIsNotStoredWhenTheProcessEndsIsStoredThen() {
        FailingStore store = new FailingStore(() -> false);
        TestSync sync = start(store);
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(sync.rows(customers(3))::run);
        await().until(() -> store.callsAtSave.size() >= 2);

        store.works = () -> sync.context().isStopping();
        sync.close();

        assertThat(run.join().status()).isIn(RunStatus.FAILED, RunStatus.STOPPED);
        assertThat(org.stats().tokenRequests()).isEqualTo(1);
        store.works = () -> true;
        try (TestSync next = start(store)) {
            assertThat(next.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    private TestSync start(RefreshTokenStore store) {
        return TestSync.startWith(org, directory, "salesforceTokens", store);
    }
}
