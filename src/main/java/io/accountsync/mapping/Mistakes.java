package io.accountsync.mapping;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is wrong or doubtful in a sync file as far as it is known. Safe for one thread. */
final class Mistakes {
    private final List<Finding> found;
    private final String file;
    private final PropertyLines lines;
    private final String field;
    private final String subject;

    Mistakes(String file, PropertyLines lines) {
        this(new ArrayList<>(), file, lines, null, "");
    }

    /** A list that begins with what the form of the file has shown. */
    Mistakes(String file, SyncForm form) {
        this(new ArrayList<>(form.findings()), file, form.lines(), null, "");
    }

    private Mistakes(List<Finding> found, String file, PropertyLines lines, String field, String subject) {
        this.found = found;
        this.file = file;
        this.lines = lines;
        this.field = field;
        this.subject = subject;
    }

    /** The same list for what is wrong with one field or property. */
    Mistakes about(String name) {
        return new Mistakes(found, file, lines, name, "");
    }

    /** The same list for a part of this property, which its sentences begin with. */
    Mistakes of(String part) {
        return new Mistakes(found, file, lines, field, part + " ");
    }

    /** Adds what must be fixed before anything can be sent: a sentence that goes on from the field's name. */
    void add(String mistake) {
        found.add(Finding.error(file, field, subject + mistake).at(lines.of(field)));
    }

    /** Adds what may not be as meant. */
    void warn(String doubt) {
        found.add(Finding.warning(file, field, subject + doubt).at(lines.of(field)));
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

    /** How many things are wrong, without the doubtful ones. */
    long size() {
        return found.stream().filter(Finding::isError).count();
    }

    List<Finding> found() {
        return List.copyOf(found);
    }

    /**
     * Goes on only where nothing is wrong.
     *
     * @throws ConfigurationException with a line for each mistake
     */
    static void refuse(List<Finding> found) {
        if (found.stream().anyMatch(Finding::isError)) {
            throw ConfigurationException.ofLines(
                    found.stream().filter(Finding::isError).map(Finding::text).toList());
        }
    }
}
