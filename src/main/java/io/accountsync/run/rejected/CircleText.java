package io.accountsync.run.rejected;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.Circles.Circle;
import java.util.Map;

/** The keys of circles as their rows write them; of records whose rows were not read, as the state has them. */
public final class CircleText {
    private final Reading reading;

    public CircleText(Reading reading) {
        this.reading = reading;
    }

    /** Such as {@code and 7 more}. */
    public String of(Circle circle) {
        Map<String, Change> changes = reading.changes().find(circle.keys());
        return circle.text(key -> changes.containsKey(key) ? written(changes.get(key)) : key);
    }

    private String written(Change change) {
        WrittenKey written = reading.run().sync().mapping().written(change.key(), change.payload());
        return written.externalId() == null ? change.key() : written.externalId();
    }
}
