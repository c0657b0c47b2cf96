package io.accountsync.config;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * The charset of the locale that the process was started in: Java 17 reads arguments and environment in it, and names files in
 * it. In the POSIX locale, which containers and cron jobs often have, it knows ASCII only.
 */
public final class ProcessCharset {
    /** What a person does about letters that it lacks. */
    public static final String REMEDY = "Set LC_ALL=C.UTF-8 in the environment.";

    private ProcessCharset() {}

    /** The charset; UTF-8 where Java does not say. */
    public static Charset get() {
        try {
            return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Its name as people know it, such as {@code US-ASCII}. */
    public static String text() {
        return get().name();
    }
}
