package io.accountsync.cli.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * A jar that somebody put into {@code lib/}. Its name says what it is: {@code artifact-version.jar}, as Maven names files.
 *
 * @param isReadable whether it can be read: not so a download that broke off, or a page that says why there is none
 */
record LibraryJar(Path file, boolean isReadable) {
    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

    String name() {
        return file.getFileName().toString();
    }

    /** The name without version; the whole name where it has none. */
    String artifact() {
        Matcher name = NAME.matcher(name());
        return name.matches() ? name.group(1) : name();
    }

    /** Empty where the name has none. */
    String version() {
        Matcher name = NAME.matcher(name());
        return name.matches() ? name.group(2) : "";
    }

    /** The jar in a file, which is opened once to see whether it is one. */
    static LibraryJar of(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new LibraryJar(file, zip.size() > 0);
        } catch (IOException e) {
            return new LibraryJar(file, false);
        }
    }
}
