package io.accountsync.observe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A collector of OTLP over HTTP that keeps the spans that it gets, read from their protobuf by hand. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> authorization = new CopyOnWriteArrayList<>();
    private final StringBuffer all = new StringBuffer();

    /** @param status 2 for an error, 1 for none, 0 where nobody said */
    public record Span(
            String trace, String id, String parent, String name, Map<String, String> attributes, int status) {}

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            authorization.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            all.append(new String(body, StandardCharsets.ISO_8859_1));
            fields(body, (resource, ofResource) -> {
                if (resource == 1) {
                    fields(ofResource, (scope, ofScope) -> {
                        if (scope == 2) {
                            fields(ofScope, (span, ofSpan) -> {
                                if (span == 2) {
                                    spans.add(span(ofSpan));
                                }
                            });
                        }
                    });
                }
            });
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Span> spans() {
        return spans;
    }

    /** Number and status of each run. */
    public List<String> runs() {
        return spans.stream()
                .filter(span -> span.attributes().containsKey("account_sync.run"))
                .map(span -> span.attributes().get("account_sync.run") + " "
                        + span.attributes().get("account_sync.status"))
                .toList();
    }

    /** Who said to send it. */
    public List<String> authorization() {
        return authorization;
    }

    /** All that came. */
    public String all() {
        return all.toString();
    }

    private static Span span(byte[] bytes) {
        String[] texts = new String[6];
        int[] status = new int[1];
        Map<String, String> attributes = new TreeMap<>();
        fields(bytes, (field, value) -> {
            if (field == 1 || field == 2 || field == 4) {
                texts[field] = HexFormat.of().formatHex(value);
            } else if (field == 5) {
                texts[5] = new String(value, StandardCharsets.UTF_8);
            } else if (field == 9) {
                attribute(value, attributes);
            } else if (field == 15) {
                fields(value, (part, code) -> status[0] = part == 3 ? (int) number(code) : status[0]);
            }
        });
        return new Span(texts[1], texts[2], texts[4], texts[5], attributes, status[0]);
    }

    private static void attribute(byte[] bytes, Map<String, String> attributes) {
        List<String> pair = new ArrayList<>();
        fields(bytes, (field, value) -> {
            if (field == 1) {
                pair.add(new String(value, StandardCharsets.UTF_8));
            } else {
                fields(
                        value,
                        (kind, of) -> pair.add(
                                kind == 1 ? new String(of, StandardCharsets.UTF_8) : String.valueOf(number(of))));
            }
        });
        attributes.put(pair.get(0), pair.get(1));
    }

    private static long number(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Numbers are handed over as eight bytes. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> use) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            byte[] value;
            switch ((int) (tag & 7)) {
                case 0 -> value = eight(varint(in));
                case 1 -> value = eight(in.getLong());
                case 5 -> value = eight(in.getInt());
                default -> {
                    value = new byte[(int) varint(in)];
                    in.get(value);
                }
            }
            use.accept((int) (tag >>> 3), value);
        }
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
