package io.accountsync.config.jdbc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * How a connection to PostgreSQL is made secure. Its driver's own default is {@code prefer}, by which a server that says it
 * knows no TLS gets the password in clear when it asks for it so; to another host than this one it is {@code verify-full} here,
 * unless the URL says otherwise.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/ssl/">Using SSL, in the driver's manual</a>
 */
public final class PostgresTls {
    private static final String DEFAULT_MODE = "verify-full";

    private PostgresTls() {}

    /** What the driver is to be told besides the URL; empty where the URL says it, or all stays in this machine. */
    public static Map<String, String> defaults(String url) {
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null || isLocal(parsed)) {
            return Map.of();
        }
        Map<String, String> defaults = new LinkedHashMap<>();
        if (!isChosen(parsed)) {
            defaults.put(PGProperty.SSL_MODE.getName(), DEFAULT_MODE);
        }
        if ((!isChosen(parsed) || isVerified(parsed)) && !namesAuthorities(parsed)) {
            // The driver's own factory knows no authority at all without that file; Java's knows the public ones.
            defaults.put(PGProperty.SSL_FACTORY.getName(), DefaultJavaSSLFactory.class.getName());
        }
        return defaults;
    }

    private static boolean namesAuthorities(Properties parsed) {
        return PGProperty.SSL_ROOT_CERT.isPresent(parsed)
                || PGProperty.SSL_FACTORY.isPresent(parsed)
                || Files.exists(Path.of(System.getProperty("user.home"), ".postgresql", "root.crt"));
    }

    private static boolean isVerified(Properties parsed) {
        String mode = PGProperty.SSL_MODE.getOrDefault(parsed);
        return mode == null ? isOn(PGProperty.SSL.getOrDefault(parsed)) : mode.startsWith("verify-");
    }

    /** What is doubtful about a URL whose host is another machine, to stand behind the key's name; empty for nothing. */
    public static Optional<String> doubt(String url) {
        Properties parsed = Driver.parseURL(url, new Properties());
        if (parsed == null || isLocal(parsed) || !isChosen(parsed)) {
            return Optional.empty();
        }
        String mode = PGProperty.SSL_MODE.getOrDefault(parsed);
        return DEFAULT_MODE.equals(mode) || mode == null && isVerified(parsed)
                ? Optional.empty()
                : Optional.of((mode == null ? "turns TLS off" : "has sslmode=" + mode) + ", so that "
                        + ("verify-ca".equals(mode) || "require".equals(mode)
                                ? "nobody looks whether the server is the one that it is taken for"
                                : "password and rows can cross the network in clear")
                        + "; take sslmode out, or set sslmode=" + DEFAULT_MODE);
    }

    private static boolean isChosen(Properties parsed) {
        return PGProperty.SSL_MODE.isPresent(parsed) || PGProperty.SSL.isPresent(parsed);
    }

    private static boolean isOn(String ssl) {
        return "true".equals(ssl) || "".equals(ssl);
    }

    private static boolean isLocal(Properties parsed) {
        String hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(parsed));
        return new JdbcUrl("jdbc:postgresql://" + hosts + "/").isLocal();
    }
}
