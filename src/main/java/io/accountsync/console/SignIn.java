package io.accountsync.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.AuditLog;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the token for a cookie, once; and says who is signed in. */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    /** The name that comes with a wrong token is not kept: it may be the token. */
    private static final String NOBODY = "unknown";

    private final Sessions sessions;
    private final ConsoleState state;
    private final Supplier<String> cookie;

    /** @param cookie its name, once the console has its port */
    SignIn(Sessions sessions, ConsoleState state, Supplier<String> cookie) {
        this.sessions = sessions;
        this.state = state;
        this.cookie = cookie;
    }

    /** @param csrf what each request of this page must name in the header {@code X-CSRF-Token}; told once, at the sign-in */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Shown(boolean canSignIn, boolean signedIn, String who, String csrf) {}

    Answer show(Asked asked) {
        return shown(asked.session(), null);
    }

    Answer begin(Asked asked) {
        if (!sessions.canSignIn()) {
            throw new RefusedException(
                    403,
                    "Nobody can sign in, since console.token is not set. Set it in the environment, and start again.");
        }
        if (sessions.isBarred()) {
            throw new RefusedException(429, "Too many wrong tokens in the last minute. Wait a minute.");
        }
        String token = asked.text("token");
        String name = asked.text("name");
        Optional<Session> session =
                token == null ? Optional.empty() : sessions.signIn(token.strip(), name == null ? "" : name);
        if (session.isEmpty()) {
            LOG.warn("Somebody at {} gave the console a token that is not console.token", asked.address());
            audit(NOBODY, asked, "refused: not the token");
            throw new RefusedException(403, "This is not the token of this console.");
        }
        audit(session.get().who(), asked, "signed in");
        return shown(session.get(), session.get().csrf())
                .with("Set-Cookie", cookie(session.get().id(), Sessions.LIFE.toSeconds(), asked.isTls()));
    }

    private void audit(String who, Asked asked, String result) {
        state.find().ifPresent(database -> {
            AuditLog audit = new AuditLog(database);
            audit.end(audit.begin(who, asked.address(), "sign-in", null, null), result);
        });
    }

    Answer end(Asked asked) {
        asked.who().ifPresent(sessions::end);
        return shown(null, null).with("Set-Cookie", cookie("", 0, asked.isTls()));
    }

    private Answer shown(Session session, String csrf) {
        return Answer.of(
                new Shown(sessions.canSignIn(), session != null, session == null ? null : session.who(), csrf));
    }

    private String cookie(String value, long seconds, boolean isTls) {
        return cookie.get() + "=" + value + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds
                + (isTls ? "; Secure" : "");
    }
}
