package io.accountsync.alert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What GreenMail lacks: STARTTLS, in front of it. Behind the handshake each byte goes through as it is. */
final class StarttlsDoor implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> plain = Collections.synchronizedList(new ArrayList<>());
    private final SSLContext tls;
    private final int behind;

    /** @param behind the port of the server without encryption */
    StarttlsDoor(SSLContext tls, int behind) throws IOException {
        this.tls = tls;
        this.behind = behind;
        thread(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The commands that came before the handshake. */
    List<String> plain() {
        return plain;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread thread(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The other side ended it.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            thread(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            say(client, "220 door");
            String command = line(client.getInputStream());
            while (!command.isEmpty()) {
                plain.add(command);
                if (command.startsWith("STARTTLS")) {
                    say(client, "220 go on");
                    encrypted(client);
                    return;
                }
                say(client, command.startsWith("EHLO") ? "250-door\r\n250 STARTTLS" : "530 STARTTLS first");
                command = line(client.getInputStream());
            }
        }
    }

    private void encrypted(Socket client) throws IOException {
        try (SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            secret.setUseClientMode(false);
            secret.startHandshake();
            line(server.getInputStream());
            CompletableFuture<Void> answers = new CompletableFuture<>();
            thread(() -> {
                try {
                    server.getInputStream().transferTo(secret.getOutputStream());
                } finally {
                    answers.complete(null);
                }
            });
            secret.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
            answers.join();
        }
    }

    private static void say(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
