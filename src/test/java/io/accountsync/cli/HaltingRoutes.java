package io.accountsync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of the engine routes that end the process, see {@link Halt}, before one of their steps. */
final class HaltingRoutes {
    private HaltingRoutes() {}

    /**
     * Writes them.
     *
     * @param step the beginning of the description of a bean
     * @return where they are, as {@code sync.engine-routes} says it
     */
    static String write(Path directory, String step) throws IOException {
        StringBuilder files = new StringBuilder();
        boolean found = false;
        try (Stream<Path> engine = Files.list(Path.of("routes/engine"))) {
            for (Path route : engine.sorted().toList()) {
                String text = Files.readString(route);
                String halting = text.replaceFirst(
                        "( *)- bean:\n *description: " + step + "\\b",
                        "$1- bean:\n$1    beanType: " + Halt.class.getName() + "\n$1    method: now\n$0");
                found |= !halting.equals(text);
                Path file = Files.writeString(directory.resolve(route.getFileName()), halting);
                files.append(files.isEmpty() ? "" : ",").append("file:").append(file);
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no step of the engine routes begins with: " + step);
        }
        return files.toString();
    }
}
