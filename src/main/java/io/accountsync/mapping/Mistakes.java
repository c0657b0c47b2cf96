package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The mistakes found so far in a sync file, each a sentence without its full stop that begins with what it is about. */
final class Mistakes {
    private final List<String> found;
    private final String subject;

    Mistakes() {
        this(new ArrayList<>(), "");
    }

    private Mistakes(List<String> found, String subject) {
        this.found = found;
        this.subject = subject;
    }

    /** The same list for mistakes about one field, whose name then goes before each. */
    Mistakes about(String field) {
        return new Mistakes(found, field + " ");
    }

    void add(String mistake) {
        found.add(subject + mistake);
    }

    /** Does something that finds a mistake by IllegalArgumentException; null then. */
    <T> T check(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            add(e.getMessage());
            return null;
        }
    }

    int size() {
        return found.size();
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
