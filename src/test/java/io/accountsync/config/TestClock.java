package io.accountsync.config;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test puts ahead: of an instant at which it stands, or of the time that it is. */
public final class TestClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    private TestClock(Clock base) {
        this.base = base;
    }

    /** One that goes only when a test says so. */
    public static TestClock standing() {
        return new TestClock(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));
    }

    /** One that goes as time does. */
    public static TestClock going() {
        return new TestClock(Clock.systemUTC());
    }

    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Says how far it is ahead, whatever it was before. */
    public void ahead(Duration time) {
        ahead = time;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same: nobody asks it for more than instants, which have no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
