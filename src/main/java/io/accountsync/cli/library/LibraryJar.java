package io.accountsync.cli.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar that somebody put into {@code lib/}. Its name says what it is: {@code artifact-version.jar}, as Maven names files.
 *
 * @param isReadable whether it can be read: not so a download that broke off, or a page that says why there is none
 * @param provides what others find in it by name, in words: drivers of databases and components of Camel
 */
record LibraryJar(Path file, boolean isReadable, Set<String> provides) {
    private static final Pattern NAME = Pattern.compile("(?i)(.+?)-(\\d[\\w.+-]*)\\.jar");

    private static final String DRIVERS = "META-INF/services/java.sql.Driver";
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

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

    /** Whether a file is a jar by its name. */
    static boolean isNamed(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** The jar in a file, which is opened once. */
    static LibraryJar of(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new LibraryJar(file, zip.size() > 0, provided(zip));
        } catch (IOException e) {
            return new LibraryJar(file, false, Set.of());
        }
    }

    private static Set<String> provided(ZipFile zip) throws IOException {
        Set<String> found = new TreeSet<>();
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(COMPONENTS) && name.length() > COMPONENTS.length())
                .forEach(name -> found.add("the component " + name.substring(COMPONENTS.length())));
        ZipEntry drivers = zip.getEntry(DRIVERS);
        if (drivers != null) {
            new String(zip.getInputStream(drivers).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> found.add("the driver " + name));
        }
        return found;
    }
}
