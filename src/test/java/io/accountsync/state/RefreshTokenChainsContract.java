package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rotated refresh tokens: the one that counts, and never two logins with it at once. */
abstract class RefreshTokenChainsContract extends StateContract {
    private static final byte[] FIRST = "sealed \u0000 1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = {0, -1, 2, 127, -128};

    private RefreshTokenChains chains;

    RefreshTokenChainsContract(TestDatabase on) {
        super(on);
    }

    @BeforeEach
    void createChains() {
        chains = new RefreshTokenChains(database);
    }

    @Test
    void aChainBeginsWithoutATokenOfItsOwn() {
        RefreshTokenChains.Chain chain = chains.reserve("a").orElseThrow();
        assertThat(chain.sealedToken()).isNull();
        assertThat(chain.rotations()).isZero();
        assertThat(chain.rotatedAt()).isNull();
        assertThat(chain.askedAt()).isNull();
    }

    @Test
    void theTokenThatWasSavedLastCounts() {
        Instant before = Instant.ofEpochMilli(database.now());
        rotate("a", FIRST);
        rotate("a", SECOND);

        RefreshTokenChains.Chain chain = chains.reserve("a").orElseThrow();

        assertThat(chain.sealedToken()).isEqualTo(SECOND);
        assertThat(chain.rotations()).isEqualTo(2);
        assertThat(chain.rotatedAt()).isAfterOrEqualTo(before);
        assertThat(chain.askedAt()).isNull();
    }

    @Test
    void theNextProcessFindsIt() {
        rotate("a", FIRST);
        assertThat(another().reserve("a").orElseThrow().sealedToken()).isEqualTo(FIRST);
    }

    @Test
    void eachChainHasItsOwn() {
        rotate("a", FIRST);
        rotate("b", SECOND);
        assertThat(chains.reserve("a").orElseThrow().sealedToken()).isEqualTo(FIRST);
        assertThat(chains.reserve("b").orElseThrow().sealedToken()).isEqualTo(SECOND);
    }

    @Test
    void aLoginWithoutRotationLeavesTheTokenAsItWas() {
        rotate("a", FIRST);
        chains.reserve("a");
        chains.release("a");

        RefreshTokenChains.Chain chain = chains.reserve("a").orElseThrow();

        assertThat(chain.sealedToken()).isEqualTo(FIRST);
        assertThat(chain.rotations()).isEqualTo(1);
        assertThat(chain.askedAt()).isNull();
    }

    @Test
    void aChainThatIsReservedIsReservedForAllOthers() {
        chains.reserve("a");
        assertThat(another().reserve("a")).isEmpty();
        assertThat(chains.reserve("a")).as("a second login of the same process").isEmpty();

        chains.release("a");
        assertThat(another().reserve("a")).isPresent();
    }

    @Test
    void savingEndsTheReservation() {
        rotate("a", FIRST);
        assertThat(another().reserve("a")).isPresent();
    }

    @Test
    void whoStoodStillInItsLoginDoesNotReplaceTheTokenOfTheOneThatCarriedOn() {
        chains.reserve("a");
        state.sql().update("update sync_lease set expires_at = 0");
        RefreshTokenChains other = another();
        other.reserve("a").orElseThrow();

        assertThatThrownBy(() -> chains.save("a", FIRST))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("Another process logged in with the same refresh token");
        chains.release("a");
        other.save("a", SECOND);

        assertThat(chains.reserve("a").orElseThrow().sealedToken()).isEqualTo(SECOND);
    }

    @Test
    void anAnswerThatNeverCameIsRememberedUntilOneComes() {
        chains.reserve("a");
        chains.abandon("a");
        Instant asked = chains.reserve("a").orElseThrow().askedAt();
        assertThat(asked).isNotNull();

        chains.abandon("a");
        assertThat(chains.reserve("a").orElseThrow().askedAt())
                .as("since the first")
                .isEqualTo(asked);

        chains.save("a", FIRST);
        assertThat(chains.reserve("a").orElseThrow().askedAt()).isNull();
    }

    @Test
    void aReservationOfWhoeverVanishedEndsByItself() {
        chains.reserve("a");
        pass(Duration.ofSeconds(121));

        RefreshTokenChains.Chain chain = another().reserve("a").orElseThrow();

        assertThat(chain.askedAt())
                .as("nobody knows what the one that vanished has got")
                .isNotNull();
    }

    @Test
    void aTokenIsSavedWholeOrNotAtAll() {
        rotate("a", FIRST);
        chains.reserve("a");

        assertThatThrownBy(() -> database.atomically(() -> {
                    chains.save("a", SECOND);
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        pass(Duration.ofSeconds(121));
        assertThat(another().reserve("a").orElseThrow().sealedToken()).isEqualTo(FIRST);
    }

    @Test
    void ofManyWhoTryAtOnceOneGetsIt() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        List<Boolean> got = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            RefreshTokenChains own = another();
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    got.add(own.reserve("a").isPresent());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(got).hasSize(8).containsOnlyOnce(true);
    }

    @Test
    void theLastUseIsNotedWhereSalesforceTookTheToken() {
        assertThat(chains.lastUse("a")).isEmpty();
        chains.reserve("a");
        chains.release("a");
        assertThat(chains.lastUse("a")).as("refused, or no answer").isEmpty();
        Instant before = Instant.ofEpochMilli(database.now());
        chains.reserve("a");
        chains.confirm("a");
        assertThat(chains.lastUse("a").orElseThrow()).isAfterOrEqualTo(before);
        assertThat(chains.reserve("a").orElseThrow().askedAt()).isNull();
        chains.release("a");
        rotate("b", FIRST);
        assertThat(chains.lastUse("b")).isPresent();
    }

    private void rotate(String chain, byte[] token) {
        assertThat(chains.reserve(chain)).isPresent();
        chains.save(chain, token);
    }

    private RefreshTokenChains another() {
        return new RefreshTokenChains(database);
    }

    private void pass(Duration time) {
        if (isSqlite()) {
            state.clock().advance(time);
        } else {
            // Nobody can set the server's clock; for a lease it is the same to have been taken earlier.
            state.sql().update("update sync_lease set expires_at = expires_at - ?", time.toMillis());
        }
    }
}

class RefreshTokenChainsSqliteTest extends RefreshTokenChainsContract {
    RefreshTokenChainsSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RefreshTokenChainsPostgresTest extends RefreshTokenChainsContract {
    RefreshTokenChainsPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
