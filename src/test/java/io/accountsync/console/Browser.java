package io.accountsync.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a browser sends, word by word, since the JDK's client lets nobody choose {@code Host}. */
final class Browser {
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(int port) {
        this.port = port;
        headers.put("Host", "127.0.0.1:" + port);
    }

    /** An answer as it came. */
    record Page(int status, String head, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        /** The value of a header. */
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** With this header from now on; null to send it no more. */
    Browser with(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** As the page does it: the cookie is kept, and the CSRF token sent with each request from now on. */
    Page signIn(String token, String name) {
        Page page = post("/api/session", "{\"token\":\"" + token + "\",\"name\":\"" + name + "\"}");
        page.header("Set-Cookie").ifPresent(cookie -> with("Cookie", cookie.replaceFirst(";.*", "")));
        with("X-CSRF-Token", page.json().path("csrf").asText(null));
        return page;
    }

    Page get(String path) {
        return ask("GET " + path + " HTTP/1.1\r\n" + lines() + "\r\n");
    }

    /** From our own page, unless {@code Origin} was set. */
    Page post(String path, String json) {
        String origin = headers.containsKey("Origin") ? "" : "Origin: http://" + headers.get("Host") + "\r\n";
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return ask("POST " + path + " HTTP/1.1\r\n" + lines() + origin + "Content-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n\r\n" + json);
    }

    private String lines() {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }

    /** A request as it is, on a connection that ends with its answer. */
    Page ask(String request) {
        try (Socket socket = open()) {
            String closing = request.replaceFirst("\r\n", "\r\nConnection: close\r\n");
            socket.getOutputStream().write(closing.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            String head = answer.substring(0, end);
            return new Page(Integer.parseInt(head.split(" ")[1]), head, answer.substring(end + 4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        return socket;
    }
}
