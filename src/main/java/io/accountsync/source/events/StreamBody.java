package io.accountsync.source.events;

import io.accountsync.source.MalformedRow;
import io.accountsync.source.RowHash;
import io.accountsync.source.SourceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The rows that an exchange of a stream holds: a map, a list of maps, JSON (an object or an array of objects, as text, bytes or
 * stream), changes as Debezium tells them, a message of Kafka, or a list of any of these, such as a batch of Kafka's. What is no row
 * comes out as a {@link MalformedRow} in its place, so that it is counted and the rest goes on. Safe for several threads.
 */
public final class StreamBody {
    private final EventReader reader;

    public StreamBody(EventSettings settings) {
        this.reader = new EventReader(settings);
    }

    /**
     * Each row, as {@link SourceEvent} or {@link MalformedRow}, in the order of the source. What is no row of a table, such as a
     * heartbeat, is left out, so that there may be none. A stream in the body is read.
     */
    public List<Object> rows(Exchange exchange) {
        List<Object> rows = new ArrayList<>();
        add(StreamMessage.of(exchange.getMessage()), exchange, rows);
        return rows;
    }

    private void add(StreamMessage message, Exchange exchange, List<Object> rows) {
        Object body = message.body();
        if (body instanceof Exchange inner) {
            add(StreamMessage.of(inner.getMessage()), inner, rows);
        } else if (body instanceof Message inner) {
            add(StreamMessage.of(inner), exchange, rows);
        } else if (body instanceof EventRecord change) {
            add(StreamMessage.of(change), exchange, rows);
        } else if (body instanceof SourceEvent || body instanceof MalformedRow) {
            rows.add(body);
        } else if (body instanceof Iterable<?> entries) {
            addAll(message, entries.iterator(), exchange, rows);
        } else if (body instanceof Object[] entries) {
            addAll(message, Arrays.asList(entries).iterator(), exchange, rows);
        } else if (body instanceof Iterator<?> entries) {
            addAll(message, entries, exchange, rows);
        } else {
            addOne(message, exchange, rows);
        }
    }

    private void addAll(StreamMessage message, Iterator<?> entries, Exchange exchange, List<Object> rows) {
        for (int i = 1; entries.hasNext(); i++) {
            add(message.entry(entries.next(), i), exchange, rows);
        }
    }

    private void addOne(StreamMessage message, Exchange exchange, List<Object> rows) {
        Object body = message.body();
        try {
            Object read = body == null || body instanceof Map<?, ?> ? body : json(body, exchange);
            if (read instanceof List<?> entries) {
                addAll(message, entries.iterator(), exchange, rows);
            } else {
                rows.addAll(reader.rows(message.with(read)));
            }
        } catch (MalformedEventException e) {
            rows.add(malformed(message, e));
        }
    }

    private static Object json(Object body, Exchange exchange) throws MalformedEventException {
        if (body instanceof byte[] bytes) {
            return EventJson.read(bytes);
        }
        if (body instanceof CharSequence text) {
            return EventJson.read(text.toString());
        }
        if (body instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return EventJson.read(bytes);
        }
        if (body instanceof Number || body instanceof Boolean) {
            return body;
        }
        InputStream stream = exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, body);
        if (stream == null) {
            throw new MalformedEventException(
                    "the message holds neither an object, a list of objects nor JSON; unmarshal it in the route before");
        }
        try (stream) {
            return EventJson.read(stream.readNBytes(EventJson.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new MalformedEventException("the message broke off while it was read; send it again");
        }
    }

    /** It is known by its place where that is the same when it comes again, else by what it holds. */
    private static MalformedRow malformed(StreamMessage message, MalformedEventException reason) {
        Object body = message.body();
        boolean isText = message.topic() == null && body instanceof CharSequence;
        return new MalformedRow(
                message.place(), reason.getMessage(), isText ? RowHash.of(List.of(body.toString())) : null);
    }
}
