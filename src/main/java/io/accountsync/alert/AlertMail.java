package io.accountsync.alert;

import io.accountsync.config.Settings;
import java.util.Locale;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The way to the mail server, made of the keys {@code sync.alert.mail.*}: a bean, since the password must not get into the address
 * of an endpoint.
 *
 * @param tls how the connection is encrypted
 * @param port as it is set, or the usual one
 */
record AlertMail(String host, int port, Tls tls, String username, String password) {
    private static final String PORT = "sync.alert.mail.port";
    private static final String TIMEOUT_MILLIS = "10000";

    /** How a connection is encrypted. */
    enum Tls {
        /** After a command on a plain connection; not a word without it. */
        STARTTLS(587),
        /** From the beginning. */
        TLS(465),
        /** Not at all, within this machine. */
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    static AlertMail of(Settings settings) {
        Tls tls = Tls.valueOf(settings.choice("sync.alert.mail.tls", "starttls", "tls", "none")
                .toUpperCase(Locale.ROOT));
        return new AlertMail(
                settings.text(AlertChannel.MAIL.key()).orElse(""),
                port(settings, tls),
                tls,
                settings.text("sync.alert.mail.username").orElse(null),
                settings.text("sync.alert.mail.password").orElse(null));
    }

    private static int port(Settings settings, Tls tls) {
        if (settings.text(PORT).isEmpty()) {
            return tls.port;
        }
        Integer port = settings.read(PORT, "must be a number from 1 to 65535", text -> {
            int number = text.isEmpty() ? tls.port : Integer.parseInt(text);
            return number >= 1 && number <= 65_535 ? number : null;
        });
        return port;
    }

    /** What sends mails that way. */
    JavaMailSender sender(CamelContext context) {
        String protocol = tls == Tls.TLS ? "smtps" : "smtp";
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setProtocol(protocol);
        sender.setHost(host);
        sender.setPort(port);
        sender.setUsername(username);
        sender.setPassword(password);
        Properties properties = sender.getJavaMailProperties();
        String prefix = String.join(".", "mail", protocol, "");
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.put(prefix + "timeout", TIMEOUT_MILLIS);
        properties.put(prefix + "writetimeout", TIMEOUT_MILLIS);
        properties.put(prefix + "auth", String.valueOf(username != null));
        properties.put(prefix + "starttls.enable", String.valueOf(tls == Tls.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(tls == Tls.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        trust(context, properties, prefix);
        return sender;
    }

    /** Whatever Camel is told to trust everywhere, else what Java does. */
    private static void trust(CamelContext context, Properties properties, String prefix) {
        SSLContextParameters parameters = context.getSSLContextParameters();
        if (parameters != null) {
            try {
                properties.put(
                        prefix + "ssl.socketFactory",
                        parameters.createSSLContext(context).getSocketFactory());
            } catch (Exception e) {
                throw new IllegalStateException("the trust that Camel is configured with cannot be used", e);
            }
        }
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "AlertMail[" + host + ":" + port + ", " + tls + "]";
    }
}
