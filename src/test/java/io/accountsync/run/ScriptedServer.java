package io.accountsync.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An HTTP server on a port of its own that answers each request with the very bytes that the test says, right or wrong, and hangs up. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, byte[]> answers;

    public ScriptedServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** What is answered to a request, of which the function gets the head and the body. */
    public ScriptedServer answering(Function<String, byte[]> answer) {
        answers = answer;
        return this;
    }

    /** What is answered to every request. */
    public ScriptedServer answering(byte[] answer) {
        return answering(request -> answer);
    }

    /** An answer with this head, its line ends as HTTP has them, and body. */
    public static byte[] answer(String head, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head.strip().replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** A whole answer of the status 200. */
    public static byte[] ok(String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return answer("HTTP/1.1 200 OK\nContent-Type: " + type + "\nContent-Length: " + bytes.length, bytes);
    }

    public String address() {
        return "http://localhost:" + socket.getLocalPort();
    }

    public List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                String request = read(new BufferedInputStream(client.getInputStream()));
                if (!request.isEmpty()) {
                    requests.add(request);
                    client.getOutputStream().write(answers.apply(request));
                    client.getOutputStream().flush();
                }
            } catch (IOException e) {
                // The client hung up, or the test is over.
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int c;
        while (head.indexOf("\r\n\r\n") < 0 && (c = in.read()) >= 0) {
            head.append((char) c);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
