package io.accountsync.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The page itself: three files of the jar, and nothing from anywhere else. Its colours are those of the pages that commands write. */
final class PageFiles {
    private final Map<String, Answer> byPath = Map.of(
            "/", answer("text/html; charset=utf-8", "page.html"),
            "/page.css", answer("text/css; charset=utf-8", "/io/accountsync/page/colours.css", "page.css"),
            "/page.js", answer("text/javascript; charset=utf-8", "page.js"));

    Optional<Answer> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Answer answer(String type, String... names) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (String name : names) {
            whole.writeBytes(read(name));
        }
        return new Answer(200, type, whole.toByteArray(), Map.of());
    }

    private static byte[] read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
