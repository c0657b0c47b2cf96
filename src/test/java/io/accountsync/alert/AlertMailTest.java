package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails go by TLS to the server that is meant, or not at all. */
class AlertMailTest {
    private static final String PASSWORD = "changeit";
    private static final List<String> KEYSTORE =
            List.of("greenmail.tls.keystore.file", "greenmail.tls.keystore.password", "greenmail.tls.key.password");

    @TempDir
    private static Path directory;

    private static Path store;

    /** Before the first server of this JVM that speaks TLS: GreenMail reads them once. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        store = directory.resolve("mail.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=mail",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        assertThat(new ProcessBuilder(command)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor())
                .isZero();
        System.setProperty(KEYSTORE.get(0), store.toString());
        System.setProperty(KEYSTORE.get(1), PASSWORD);
        System.setProperty(KEYSTORE.get(2), PASSWORD);
    }

    @AfterAll
    static void clear() {
        KEYSTORE.forEach(System::clearProperty);
    }

    @Test
    void aServerWhoseCertificateIsTrustedGetsTheMailByTls() throws Exception {
        try (Server server = new Server(ServerSetup.PROTOCOL_SMTPS)) {
            server.send("tls", true);
            assertThat(server.mail.getReceivedMessages()).hasSize(1);
            assertThat(server.mail.getReceivedMessages()[0].getSubject()).isEqualTo("Grüße");
        }
    }

    @Test
    void aServerWhoseCertificateNobodyTrustsGetsNothing() throws Exception {
        try (Server server = new Server(ServerSetup.PROTOCOL_SMTPS)) {
            assertThatThrownBy(() -> server.send("tls", false)).hasRootCauseInstanceOf(Exception.class);
            assertThat(server.mail.getReceivedMessages()).isEmpty();
        }
    }

    /** Whoever stands in between takes STARTTLS out of the answer, and would get password and mail. */
    @Test
    void aServerThatDoesNotOfferStarttlsGetsNothing() throws Exception {
        try (Server server = new Server(ServerSetup.PROTOCOL_SMTP)) {
            assertThatThrownBy(() -> server.send("starttls", true)).hasMessageContaining("STARTTLS");
            assertThat(server.mail.getReceivedMessages()).isEmpty();
        }
    }

    @Test
    void aServerWhoseCertificateIsTrustedGetsTheMailByStarttlsAndNotAWordBeforeIt() throws Exception {
        try (Server server = new Server(ServerSetup.PROTOCOL_SMTP);
                StarttlsDoor door =
                        new StarttlsDoor(certificate(), server.mail.getSmtp().getPort())) {
            server.send("starttls", true, door.port());
            assertThat(server.mail.getReceivedMessages()).hasSize(1);
            assertThat(server.mail.getReceivedMessages()[0].getSubject()).isEqualTo("Grüße");
            assertThat(door.plain()).hasSize(2).allMatch(command -> command.matches("EHLO .*|STARTTLS"));
        }
    }

    @Test
    void aServerWhoseCertificateNobodyTrustsGetsNothingByStarttlsEither() throws Exception {
        try (Server server = new Server(ServerSetup.PROTOCOL_SMTP);
                StarttlsDoor door =
                        new StarttlsDoor(certificate(), server.mail.getSmtp().getPort())) {
            assertThatThrownBy(() -> server.send("starttls", false, door.port()))
                    .satisfies(error -> assertThat(SendErrors.reason(error)).isEqualTo("no TLS connection came about"));
            assertThat(server.mail.getReceivedMessages()).isEmpty();
            assertThat(door.plain()).allMatch(command -> command.matches("EHLO .*|STARTTLS"));
        }
    }

    private static SSLContext certificate() throws Exception {
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setResource("file:" + store);
        keys.setPassword(PASSWORD);
        KeyManagersParameters managers = new KeyManagersParameters();
        managers.setKeyStore(keys);
        managers.setKeyPassword(PASSWORD);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setKeyManagers(managers);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            return parameters.createSSLContext(context);
        }
    }

    @Test
    void theUsualPortsAreThoseOfTheEncryption() {
        assertThat(AlertMail.of(settings("starttls", "")).port()).isEqualTo(587);
        assertThat(AlertMail.of(settings("tls", "")).port()).isEqualTo(465);
        assertThat(AlertMail.of(settings("none", "")).port()).isEqualTo(25);
        assertThat(AlertMail.of(settings("none", "2525"))).hasToString("AlertMail[127.0.0.1:2525, NONE]");
    }

    private static Settings settings(String tls, String port) {
        Map<String, String> keys = new HashMap<>(PackedKeys.defaults());
        keys.put("sync.alert.mail.host", "127.0.0.1");
        keys.put("sync.alert.mail.tls", tls);
        keys.put("sync.alert.mail.port", port);
        keys.put("sync.alert.mail.username", "robot");
        keys.put("sync.alert.mail.password", "hunter2");
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }

    /** A mail server, and a context that trusts its certificate or does not. */
    private static final class Server implements AutoCloseable {
        private final GreenMail mail;

        Server(String protocol) {
            mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
            mail.start();
            mail.setUser("robot", "hunter2");
        }

        void send(String tls, boolean isTrusted) throws MessagingException, IOException {
            send(
                    tls,
                    isTrusted,
                    tls.equals("tls")
                            ? mail.getSmtps().getPort()
                            : mail.getSmtp().getPort());
        }

        void send(String tls, boolean isTrusted, int port) throws MessagingException, IOException {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                if (isTrusted) {
                    context.setSSLContextParameters(trust());
                }
                JavaMailSender sender =
                        AlertMail.of(settings(tls, String.valueOf(port))).sender(context);
                MimeMessage message = new MimeMessage(sender.getSession());
                message.setFrom(new InternetAddress("sync@example.com"));
                message.setRecipient(Message.RecipientType.TO, new InternetAddress("ops@example.com"));
                message.setSubject("Grüße", "UTF-8");
                message.setText("text");
                sender.send(message);
            }
        }

        private static SSLContextParameters trust() {
            KeyStoreParameters keys = new KeyStoreParameters();
            keys.setResource("file:" + store);
            keys.setPassword(PASSWORD);
            TrustManagersParameters managers = new TrustManagersParameters();
            managers.setKeyStore(keys);
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setTrustManagers(managers);
            return parameters;
        }

        @Override
        public void close() {
            mail.stop();
        }
    }
}
