package io.accountsync.config.jdbc;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.SecureAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be seen of a JDBC URL without its driver: hosts and options, as all of these databases write them. The text may hold
 * a password: it is in no message.
 */
public record JdbcUrl(String text) {
    private static final Pattern PREFIX = Pattern.compile("(?i)jdbc:[a-z0-9+-]+:");
    private static final Pattern HOSTS = Pattern.compile("(?:@(?:\\w+:)?//|//|@)([^/?;]*)");

    private static final Pattern USER = Pattern.compile("^[^?;]*?//[^/?;]*@");
    private static final Set<String> WITHOUT_USER =
            Set.of("jdbc:postgresql:", "jdbc:mariadb:", "jdbc:redshift:", "jdbc:sqlserver:");

    public JdbcUrl {
        text = text.strip();
    }

    /** The one that a connection was made by, as its driver says it. */
    public static JdbcUrl of(Connection connection) throws SQLException {
        return new JdbcUrl(String.valueOf(connection.getMetaData().getURL()));
    }

    /** What the driver is chosen by, such as {@code jdbc:mysql:}; empty when this is no JDBC URL. */
    public Optional<String> prefix() {
        Matcher prefix = PREFIX.matcher(text);
        return prefix.lookingAt() ? Optional.of(prefix.group().toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The hosts without their ports; empty for a database in this process, or one that its driver finds by itself. */
    public List<String> hosts() {
        Matcher hosts = HOSTS.matcher(text);
        if (!hosts.find()) {
            return List.of();
        }
        String named = hosts.group(1).replaceFirst("^.*@", "");
        return Arrays.stream(named.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.startsWith("[") ? host.replaceFirst("].*", "]") : host.replaceFirst(":.*", ""))
                .toList();
    }

    /** Whether all that is sent stays in this machine. */
    public boolean isLocal() {
        return hosts().stream().allMatch(SecureAddress::isLoopback);
    }

    /** Whether an option is there, whatever its value; names ignore case, as some drivers do. */
    public boolean has(String option) {
        return matcher(option).find();
    }

    /** The value of an option, in lower case. */
    public Optional<String> option(String name) {
        Matcher option = matcher(name);
        return option.find()
                ? Optional.of(Optional.ofNullable(option.group(1)).orElse("").toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private Matcher matcher(String option) {
        return Pattern.compile("[?&;]" + Pattern.quote(option) + "(?:=([^&;]*))?(?=[&;]|$)", Pattern.CASE_INSENSITIVE)
                .matcher(text);
    }

    /**
     * Refuses a user before the host for a driver that would take both for the name of the host.
     *
     * @param key that has the URL
     * @param keys that have user and password
     * @throws ConfigurationException saying where they belong
     */
    public void requireNoUser(String key, String keys) {
        if (USER.matcher(text).find() && prefix().filter(WITHOUT_USER::contains).isPresent()) {
            throw new ConfigurationException(
                    key + " has a user before its host, which the driver takes for a part of the "
                            + "host's name; take it out, up to the @, and set " + keys);
        }
    }

    /** Without the text, which may hold a password. */
    @Override
    public String toString() {
        return prefix().orElse("no JDBC URL");
    }
}
