package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import java.time.Duration;

/**
 * The keys of streams.
 *
 * @param maxWait how long the first row of a batch waits for others, at most
 * @param session after which a session of the stream ends, and the next row begins another one
 * @param incarnation of the source, which is part of what counts its changes; empty where it is the first one
 */
public record StreamSettings(Duration maxWait, Duration session, String incarnation) {
    static StreamSettings of(Settings settings) {
        return new StreamSettings(
                settings.duration("sync.stream.max-wait"),
                settings.duration("sync.stream.session"),
                settings.text("sync.stream.incarnation").orElse(""));
    }
}
