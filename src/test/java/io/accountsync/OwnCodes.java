package io.accountsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The codes of rows and records that account-sync makes itself, as its sources have them; the others are Salesforce's. */
public final class OwnCodes {
    private static final Path MAIN = Path.of("src/main/java/io/accountsync");
    private static final Pattern CODE = Pattern.compile(
            "(?:InvalidRowException\\(\\s*|(?:CODE|NOT_FOUND|AMBIGUOUS|NO_ANSWER|MALFORMED|ABSENT|PRESENT|GONE|MERGED)\\w* =\\s*|\\.invalid\\(\\s*|OTHER_|(?=\"(?:DUPLICATE_KEY|OTHER_EXTERNAL_ID|UNREADABLE|MALFORMED_ROW)\"))\"([A-Z]+(?:_[A-Z]+)*)\"");
    private static final Set<String> OF_SALESFORCE = Set.of("NOT_FOUND", "UNKNOWN_ERROR", "ENTITY_IS_DELETED");

    private OwnCodes() {}

    /** All of them. */
    public static Set<String> all() {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(MAIN.resolve("localorg")))
                    .forEach(file -> CODE.matcher(read(file))
                            .results()
                            .map(OwnCodes::code)
                            .forEach(codes::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        codes.removeAll(OF_SALESFORCE);
        return codes;
    }

    private static String code(MatchResult hit) {
        return hit.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
