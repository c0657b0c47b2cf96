package io.accountsync.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The refresh tokens that Salesforce gave in place of configured ones, sealed by whoever keeps them here. Two processes never
 * use the token of a chain at once: the second use of a rotated token revokes all.
 */
public final class RefreshTokenChains {
    /** Longer than a login may take; a process of this machine that died is noticed at once. */
    private static final Duration RESERVATION = Duration.ofSeconds(120);

    private final StateDatabase database;
    private final Leases leases;

    /**
     * What is known of a chain.
     *
     * @param sealedToken the token that counts; null when none was given in place of the configured one yet
     * @param rotations how many were given
     * @param rotatedAt when the last one was stored; null when none was
     * @param askedAt since when an answer of Salesforce is missing that may have held a token; null when none is
     */
    public record Chain(byte[] sealedToken, long rotations, Instant rotatedAt, Instant askedAt) {}

    public RefreshTokenChains(StateDatabase database) {
        this.database = database;
        this.leases = new Leases(database, LeaseOwner.self(), RESERVATION);
    }

    /**
     * Reserves a chain for one login of this process, and notes that an answer is awaited from now on.
     *
     * @return how it was before; empty while somebody else has it
     */
    public Optional<Chain> reserve(String chain) {
        if (leases.acquire(lease(chain)).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(begin(chain));
        } catch (RuntimeException e) {
            leases.release(lease(chain));
            throw e;
        }
    }

    /**
     * Stores the token that counts from now on, on the disk when this returns, and ends the reservation.
     *
     * @throws StateException when the reservation went to another process, whose token counts then
     */
    public void save(String chain, byte[] sealedToken) {
        database.atomically(() -> {
            if (!leases.renew(lease(chain))) {
                throw new StateException(
                        "Another process logged in with the same refresh token while this one was suspended in the middle of"
                                + " its own login; the token that the other one stored counts. Start again.",
                        null);
            }
            database.with(db -> db.update(
                    "update oauth_token set sealed_token = ?, rotations = rotations + 1, rotated_at = ?, used_at = ?,"
                            + " asked_at = null where chain = ?",
                    sealedToken,
                    database.now(),
                    database.now(),
                    chain));
        });
        leases.release(lease(chain));
    }

    /** Ends the reservation: Salesforce took the token, which stays as it is. */
    public void confirm(String chain) {
        database.with(db -> db.update("update oauth_token set used_at = ? where chain = ?", database.now(), chain));
        release(chain);
    }

    /** When Salesforce last took a token of a chain; empty where nobody noted that. */
    public Optional<Instant> lastUse(String chain) {
        return database
                .with(db -> db.queryForList(
                        "select coalesce(used_at, rotated_at) from oauth_token where chain = ?", Long.class, chain))
                .stream()
                .filter(Objects::nonNull)
                .map(Instant::ofEpochMilli)
                .findFirst();
    }

    /** Ends the reservation: Salesforce answered, and the token stays as it is. */
    public void release(String chain) {
        database.atomically(() -> {
            // Else it is the answer to somebody else that is awaited.
            if (leases.renew(lease(chain))) {
                database.with(db -> db.update("update oauth_token set asked_at = null where chain = ?", chain));
            }
        });
        leases.release(lease(chain));
    }

    /** Ends the reservation without knowing whether Salesforce has given a new token. */
    public void abandon(String chain) {
        leases.release(lease(chain));
    }

    private Chain begin(String chain) {
        database.with(
                db -> db.update("insert into oauth_token (chain) values (?) on conflict (chain) do nothing", chain));
        Chain before = find(chain);
        database.with(db -> db.update(
                "update oauth_token set asked_at = ? where chain = ? and asked_at is null", database.now(), chain));
        return before;
    }

    private Chain find(String chain) {
        List<Chain> rows = database.with(db -> db.query(
                "select sealed_token, rotations, rotated_at, asked_at from oauth_token where chain = ?",
                (row, n) -> new Chain(
                        row.getBytes(1), row.getLong(2), instant(row.getObject(3)), instant(row.getObject(4))),
                chain));
        return rows.get(0);
    }

    private static Instant instant(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }

    /** No sync can have this name: an id with a blank is none of a bean. */
    private static String lease(String chain) {
        return "login " + chain;
    }
}
