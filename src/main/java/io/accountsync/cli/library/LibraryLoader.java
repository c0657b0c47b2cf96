package io.accountsync.cli.library;

import io.accountsync.config.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Knows the jars in {@code lib/} besides the class path, since {@code java -jar} takes no other. Whatever Camel and JDBC find by
 * name is asked of the context class loader of the thread, which this one is then; the classes of account-sync itself stay where
 * they are, in the archive that makes them start faster.
 */
public final class LibraryLoader extends URLClassLoader {
    private final Libraries libraries;

    LibraryLoader(Libraries libraries, ClassLoader parent) {
        super("lib", urls(libraries), parent);
        this.libraries = libraries;
    }

    /** Makes this thread, and those that it starts from now on, know the jars of the process; without any it does nothing. */
    public static void install() {
        Thread thread = Thread.currentThread();
        Libraries.ofProcess().loader(thread.getContextClassLoader()).ifPresent(thread::setContextClassLoader);
    }

    /**
     * Refuses to go on with jars that cannot be what was meant.
     *
     * @throws ConfigurationException naming each of them with the remedy
     */
    public static void requireUsable() {
        if (Thread.currentThread().getContextClassLoader() instanceof LibraryLoader loader) {
            List<String> mistakes = loader.libraries.mistakes();
            if (!mistakes.isEmpty()) {
                throw new ConfigurationException(String.join(" ", mistakes));
            }
        }
    }

    private static URL[] urls(Libraries libraries) {
        return libraries.jars().stream()
                .filter(LibraryJar::isReadable)
                .map(LibraryLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(LibraryJar jar) {
        try {
            return jar.file().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
