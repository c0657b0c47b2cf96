package io.accountsync.cdc.debezium;

import io.accountsync.cdc.ChangePlaces;
import io.accountsync.cdc.ChangeReader;
import io.accountsync.source.events.EventRecord;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.Header;
import io.debezium.engine.format.Json;
import io.debezium.engine.format.KeyValueHeaderChangeEventFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

/** Reads by Debezium's embedded engine. */
public final class DebeziumReader implements ChangeReader {
    private static final String HEARTBEATS = "__debezium-heartbeat";

    private final ClassLoader libraries;
    private final ChangePlaces places = new ChangePlaces();
    private DebeziumEngine<ChangeEvent<String, String>> engine;
    private boolean isClosed;

    /** @param libraries that have Debezium */
    public DebeziumReader(ClassLoader libraries) {
        this.libraries = libraries;
    }

    @Override
    public void read(Properties settings, Taker taker) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        DebeziumEngine<ChangeEvent<String, String>> made = DebeziumEngine.create(
                        KeyValueHeaderChangeEventFormat.of(Json.class, Json.class, Json.class))
                .using(settings)
                .using(libraries)
                .using((boolean success, String message, Throwable error) -> {
                    if (!success) {
                        failure.set(error == null ? new IOException(message) : error);
                    }
                })
                .notifying((records, committer) -> {
                    take(records, taker);
                    for (ChangeEvent<String, String> change : records) {
                        committer.markProcessed(change);
                    }
                    committer.markBatchFinished();
                })
                .build();
        if (begin(made)) {
            made.run();
        }
        if (failure.get() != null && !isClosed()) {
            throw new IOException("the reading of changes broke off", failure.get());
        }
    }

    private synchronized boolean begin(DebeziumEngine<ChangeEvent<String, String>> made) {
        engine = made;
        return !isClosed;
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    private void take(List<ChangeEvent<String, String>> records, Taker taker) throws InterruptedException {
        List<EventRecord> changes = new ArrayList<>();
        for (ChangeEvent<String, String> change : records) {
            if (!change.destination().startsWith(HEARTBEATS)) {
                changes.add(new EventRecord(
                        change.key(),
                        change.value(),
                        headers(change),
                        places.next(change.destination(), change.value())));
            }
        }
        if (!changes.isEmpty()) {
            taker.take(changes);
        }
    }

    private static Map<String, String> headers(ChangeEvent<String, String> change) {
        Map<String, String> headers = new HashMap<>();
        for (Header<Object> header : change.<Object>headers()) {
            if (header.getValue() != null) {
                headers.put(header.getKey(), String.valueOf(header.getValue()));
            }
        }
        return headers;
    }

    @Override
    public void close() {
        DebeziumEngine<ChangeEvent<String, String>> running;
        synchronized (this) {
            isClosed = true;
            running = engine;
        }
        if (running != null) {
            try {
                running.close();
            } catch (IOException | IllegalStateException e) {
                // It had ended by itself, or not begun: there is nothing left to close.
                return;
            }
        }
    }
}
