package io.accountsync.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page itself: three files of the jar, and nothing from anywhere else. */
final class PageFiles {
    private final Map<String, Answer> byPath = Map.of(
            "/", read("page.html", "text/html; charset=utf-8"),
            "/page.css", read("page.css", "text/css; charset=utf-8"),
            "/page.js", read("page.js", "text/javascript; charset=utf-8"));

    Optional<Answer> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Answer read(String name, String type) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new Answer(200, type, file.readAllBytes(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
