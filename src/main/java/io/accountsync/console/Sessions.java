package io.accountsync.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who gave the token, for some hours; in memory alone, so that a restart ends them all. Only so many wrong tokens a minute are
 * looked at. Safe for several threads.
 */
final class Sessions {
    static final Duration LIFE = Duration.ofHours(8);
    static final int MOST_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_SESSIONS = 50;
    private static final int LONGEST_NAME = 100;
    private static final String NAMELESS = "console";

    private final byte[] token;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>();
    private final Deque<Instant> failures = new ArrayDeque<>();

    /** @param token null where nobody can sign in */
    Sessions(String token, Clock clock) {
        this.token = token == null ? null : hash(token);
        this.clock = clock;
    }

    /** Whether there is a token at all. */
    boolean canSignIn() {
        return token != null;
    }

    /** Whether so many tokens were wrong of late that none is looked at. */
    synchronized boolean isBarred() {
        Instant since = clock.instant().minus(WINDOW);
        failures.removeIf(failure -> failure.isBefore(since));
        return failures.size() >= MOST_FAILURES;
    }

    /**
     * Begins a session for whoever has the token; empty for others.
     *
     * @param who the name that the person gives; blank for none
     */
    synchronized Optional<Session> signIn(String given, String who) {
        if (token == null || isBarred()) {
            return Optional.empty();
        }
        if (!MessageDigest.isEqual(token, hash(given))) {
            failures.add(clock.instant());
            return Optional.empty();
        }
        Iterator<Session> oldest = open.values().iterator();
        if (open.size() >= MOST_SESSIONS) {
            oldest.next();
            oldest.remove();
        }
        Session session =
                new Session(secret(), secret(), name(who), clock.instant().plus(LIFE));
        open.put(session.id(), session);
        return Optional.of(session);
    }

    /** The session that a cookie names; empty when there is none, or its time is over. */
    synchronized Optional<Session> find(String id) {
        Session session = id == null ? null : open.get(id);
        if (session != null && session.until().isBefore(clock.instant())) {
            open.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    synchronized void end(Session session) {
        open.remove(session.id());
    }

    /** Whether a request comes from the page of this session. */
    static boolean isOwn(Session session, String csrf) {
        return csrf != null && MessageDigest.isEqual(hash(session.csrf()), hash(csrf));
    }

    private String secret() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String name(String who) {
        String plain = who.replaceAll("[\\p{C}\\s]+", " ").strip();
        String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return name.isEmpty() ? NAMELESS : name;
    }

    /** Of the same length for every text, so that a comparison tells nothing of it. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
