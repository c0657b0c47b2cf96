package io.accountsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who has the token is let in for some hours, and nobody tries tokens out. */
class SessionsTest {
    private static final String TOKEN = "0123456789abcdef0123";

    private final TestClock clock = TestClock.standing();
    private final Sessions sessions = new Sessions(TOKEN, clock);

    @Test
    void tokenIsExchangedForASessionThatEnds() {
        Session session = sessions.signIn(TOKEN, " Ada\r\nLovelace ").orElseThrow();

        assertThat(session.who()).isEqualTo("Ada Lovelace");
        assertThat(session.id()).isNotEqualTo(session.csrf()).hasSize(64);
        assertThat(sessions.find(session.id())).contains(session);
        clock.advance(Sessions.LIFE.plusSeconds(1));
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void signedOutIsSignedOut() {
        Session session = sessions.signIn(TOKEN, "").orElseThrow();
        sessions.end(session);
        assertThat(sessions.find(session.id())).isEmpty();
        assertThat(session.who()).as("of who gave no name").isEqualTo("console");
    }

    @Test
    void afterTenWrongTokensNoneIsLookedAtForAMinute() {
        for (int i = 0; i < Sessions.MOST_FAILURES; i++) {
            assertThat(sessions.signIn("wrong", "")).isEmpty();
        }
        assertThat(sessions.isBarred()).isTrue();
        assertThat(sessions.signIn(TOKEN, "")).isEmpty();

        clock.advance(Duration.ofSeconds(61));
        assertThat(sessions.isBarred()).isFalse();
        assertThat(sessions.signIn(TOKEN, "")).isPresent();
    }

    @Test
    void sessionsAreNotKeptWithoutEnd() {
        Session first = sessions.signIn(TOKEN, "").orElseThrow();
        for (int i = 0; i < 50; i++) {
            sessions.signIn(TOKEN, "").orElseThrow();
        }
        assertThat(sessions.find(first.id())).isEmpty();
    }

    @Test
    void withoutATokenNobodySignsIn() {
        Sessions closed = new Sessions(null, clock);
        assertThat(closed.canSignIn()).isFalse();
        assertThat(closed.signIn("", "")).isEmpty();
    }
}
