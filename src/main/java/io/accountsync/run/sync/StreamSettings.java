package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.events.EventSettings;
import java.time.Duration;

/**
 * The keys of streams.
 *
 * @param maxWait how long the first row of a batch waits for others, at most
 * @param session after which a session of the stream ends, and the next row begins another one
 * @param incarnation of the source, which is part of what counts its changes; empty where it is the first one
 * @param sourceServer the {@code topic.prefix} of Debezium's connector that reads the database of {@code source.url}; empty where
 *     none does
 */
public record StreamSettings(Duration maxWait, Duration session, String incarnation, String sourceServer) {
    /** By which the messages of a stream are read whose rows have this mapping. */
    public EventSettings events(Mapping mapping) {
        return EventSettings.of(incarnation, mapping.keyColumns(), sourceServer);
    }

    /** Names a database of this incarnation. */
    public String within(String database) {
        return database + "#" + incarnation;
    }

    static StreamSettings of(Settings settings) {
        return new StreamSettings(
                settings.duration("sync.stream.max-wait"),
                settings.duration("sync.stream.session"),
                settings.text("sync.stream.incarnation").orElse(""),
                settings.text("sync.stream.source-server").orElse(""));
    }
}
