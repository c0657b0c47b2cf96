package io.accountsync.config;

import java.util.function.Predicate;

/** Looks through an exception and what caused it. */
public final class Causes {
    /** A chain of causes that is longer leads in a circle. */
    private static final int MOST = 20;

    private Causes() {}

    /** Whether the error, or any of its causes, is such a one. */
    public static boolean any(Throwable error, Predicate<Throwable> wanted) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < MOST; depth++) {
            if (wanted.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
