package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping file of Data Loader, an .sdl.
 *
 * @param name for messages
 * @param lines those that count
 */
record MappingFile(String name, List<MappingLine> lines) {
    /**
     * Reads the file that a setting names: a path of the machine that Data Loader runs on, which need not be this one.
     *
     * @return empty where it cannot be read; the reason is among the mistakes then
     */
    static Optional<MappingFile> read(Path directory, Setting setting, Mistakes mistakes, Leftovers leftovers) {
        Optional<Path> file = locate(directory, setting.value());
        if (file.isEmpty()) {
            mistakes.add(
                    setting,
                    "names the file " + setting.value() + ", which is neither there nor in " + directory
                            + "; put it there");
            return Optional.empty();
        }
        try {
            return Optional.of(of(file.get(), leftovers));
        } catch (ConfigurationException e) {
            mistakes.add(e);
            return Optional.empty();
        }
    }

    private static Optional<Path> locate(Path directory, String written) {
        String last = written.substring(Math.max(written.lastIndexOf('/'), written.lastIndexOf('\\')) + 1);
        return Stream.of(written, last)
                .flatMap(name -> path(name).stream())
                .flatMap(path -> Stream.of(directory.resolve(path), path))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Of lines with the same column Data Loader takes the last. */
    private static MappingFile of(Path file, Leftovers leftovers) {
        String name = String.valueOf(file.getFileName());
        Map<String, MappingLine> bySource = new LinkedHashMap<>();
        for (PropertyText.Entry entry : PropertyText.read(file)) {
            MappingLine line = new MappingLine(entry.line(), entry.key(), entry.value());
            String source = line.isConstant() ? line.source() : line.source().toLowerCase(Locale.ROOT);
            MappingLine earlier = bySource.remove(source);
            if (earlier != null && !earlier.target().isEmpty()) {
                leftovers.add(
                        name,
                        earlier.line(),
                        earlier.source(),
                        "not carried over, since line " + line.line()
                                + " maps the same, and Data Loader takes the last. "
                                + "For several fields write them with commas: " + line.source() + "=Field1,Field2");
            }
            bySource.put(source, line);
        }
        return new MappingFile(name, new ArrayList<>(bySource.values()));
    }
}
