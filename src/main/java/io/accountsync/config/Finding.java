package io.accountsync.config;

import java.util.Locale;

/**
 * One thing that is wrong or doubtful in what a person wrote, or in what is behind it: a line for whoever must fix it.
 *
 * @param place the file, or what else is to be looked at, such as {@code salesforce}
 * @param line the line of that file, from 1; 0 where it is none, or not known
 * @param field the field, key or property concerned; null for the place as a whole
 * @param message what is wrong and how to fix it, a sentence that begins with the field where there is one; without full
 *     stop. It never holds a secret or a value of a row.
 */
public record Finding(Level level, String place, int line, String field, String message) {
    public Finding {
        message = Sentence.open(message);
    }

    /** How bad it is. */
    public enum Level {
        /** Nothing can be sent before it is fixed. */
        ERROR,
        /** Records can be sent, but perhaps not as meant. */
        WARNING;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding error(String place, String field, String message) {
        return new Finding(Level.ERROR, place, 0, field, message);
    }

    public static Finding warning(String place, String field, String message) {
        return new Finding(Level.WARNING, place, 0, field, message);
    }

    /** The same with the line of the file; 0 for none. */
    public Finding at(int number) {
        return new Finding(level, place, number, field, message);
    }

    /** The same, where it stops nothing. */
    public Finding asWarning() {
        return new Finding(Level.WARNING, place, line, field, message);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    /** Place, line, field and message as one sentence, in one line. */
    public String text() {
        return ShownText.line(Sentence.closed(
                place + (line > 0 ? ", line " + line : "") + ": " + (field == null ? message : field + " " + message)));
    }
}
