package io.accountsync.source.jdbc;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.jdbc.JdbcUrl;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file of a database that is read in this process. Drivers make an empty one where there is none, so that a slip in its name
 * becomes a query that finds no table, and a file that nobody asked for.
 */
final class DatabaseFile {
    /** Another place than a file, such as memory, an archive or a server: a word and a colon, but no drive of Windows. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)(?::|[a-z][a-z0-9+-]+:).*");

    private DatabaseFile() {}

    /**
     * Refuses a URL whose file is not there.
     *
     * @throws ConfigurationException naming it
     */
    static void requirePresent(JdbcUrl url, String key) {
        Optional<String> named = named(url);
        if (named.isPresent() && isAbsent(named.get())) {
            throw new ConfigurationException(Sentence.closed(key + " names the database " + named.get()
                    + ", and there is no such file"
                    + (Path.of(named.get()).isAbsolute()
                            ? ""
                            : " in " + Path.of("").toAbsolutePath()) + "; correct its name"));
        }
    }

    private static Optional<String> named(JdbcUrl url) {
        String rest = url.text().substring(url.prefix().map(String::length).orElse(0));
        return switch (url.prefix().orElse("")) {
            case "jdbc:sqlite:" -> file(rest.replaceFirst("[?].*", ""), url.has("mode"));
            case "jdbc:duckdb:" -> file(rest.replaceFirst("[;?].*", ""), false);
            case "jdbc:h2:" -> file(rest.replaceFirst(";.*", ""), url.has("IFEXISTS"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> file(String text, boolean saysWhetherItIsMade) {
        String path = text.strip().replaceFirst("(?i)^file:", "");
        return path.isEmpty() || saysWhetherItIsMade || ELSEWHERE.matcher(path).matches()
                ? Optional.empty()
                : Optional.of(path.replaceFirst("^~(?=[/\\\\])", System.getProperty("user.home")));
    }

    /** H2 puts an ending of its own behind the name. */
    private static boolean isAbsent(String path) {
        try {
            return List.of("", ".mv.db", ".h2.db").stream().noneMatch(ending -> Files.exists(Path.of(path + ending)));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
