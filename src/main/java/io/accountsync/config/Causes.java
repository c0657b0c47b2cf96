package io.accountsync.config;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks through an exception and what caused it. */
public final class Causes {
    /** A chain of causes that is longer leads in a circle. */
    private static final int MOST = 20;

    private Causes() {}

    /** Whether the error, or any of its causes, is such a one. */
    public static boolean any(Throwable error, Predicate<Throwable> wanted) {
        return of(error).anyMatch(wanted);
    }

    /** What a pattern finds in the message of the error, or else of its causes from the outermost on. */
    public static Optional<MatchResult> message(Throwable error, Pattern pattern) {
        return of(error)
                .map(cause -> pattern.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    private static Stream<Throwable> of(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(MOST);
    }

    /** What caused it all: the last of its causes, or the error itself where it has none. */
    public static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
