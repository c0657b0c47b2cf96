package io.accountsync.cli;

import io.accountsync.camel.PackedRoutes;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.SyncDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which sync files count: those outside the jar replace its samples. */
final class SyncFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SyncFiles.class);

    /** What names them, for messages. */
    static final String OPTION = "--routes";

    /** The key that names them where no option does. */
    private static final String KEY = "sync.routes";

    /** Where they are when nothing else is said. */
    static final Path DEFAULT = Path.of("routes");

    /** What their names end in. */
    static final String ENDING = ".camel.yaml";

    private static final Pattern ROUTE = Pattern.compile("(?m)^- (?:route|routeTemplate|templatedRoute):");

    private SyncFiles() {}

    /**
     * Locations for Camel.
     *
     * @param given what {@code --routes} says, or null
     * @throws ConfigurationException when the place given has no sync file: Camel would start and do nothing; or when a file
     *     is none, a line for each
     */
    static List<String> locate(Path given) {
        List<String> found = find(given);
        noteSample(given);
        ignored(given).forEach(warning -> LOG.warn("{}", warning.text()));
        List<Finding> findings = new SyncFileCheck(found).findings();
        if (!findings.isEmpty()) {
            throw ConfigurationException.ofLines(
                    findings.stream().map(Finding::text).toList());
        }
        return found;
    }

    /** Says so where nobody has sync files: what follows is about the sample, which goes to whichever org the keys name. */
    static void noteSample(Path given) {
        if (place(given) == null) {
            ofSample(DEFAULT).ifPresent(LOG::warn);
        }
    }

    /** What is to be said where a directory has no sync file, and the sample counts. */
    static Optional<String> ofSample(Path directory) {
        return own(directory).isEmpty()
                ? Optional.of("There is no sync file in " + directory.toAbsolutePath()
                        + ": this is about the sample in the jar, accounts. Make one with \"account-sync init\", or name yours"
                        + " with " + OPTION)
                : Optional.empty();
    }

    private static List<String> own(Path directory) {
        return Files.isDirectory(directory) ? in(directory) : List.of();
    }

    /** The place that option or key names; null for neither. */
    static Path place(Path given) {
        return given != null
                ? given
                : KeySources.early(KEY).map(text -> FileName.path(text, KEY)).orElse(null);
    }

    /** The same without a look into the files. */
    static List<String> find(Path given) {
        return find(place(given), given == null ? KEY : OPTION);
    }

    /** @param by what names the place */
    private static List<String> find(Path given, String by) {
        if (given == null) {
            List<String> own = own(DEFAULT);
            return own.isEmpty() ? PackedRoutes.syncs() : own;
        }
        if (given.toString().isBlank()) {
            throw new ConfigurationException(OPTION + " is empty. Give it a sync file or a directory of them.");
        }
        if (Files.isRegularFile(given)) {
            if (!given.toString().endsWith(ENDING)) {
                throw new ConfigurationException(
                        Sentence.closed(given + " is not a sync file by its name, which must end in " + ENDING)
                                + " Rename it.");
            }
            return List.of("file:" + given);
        }
        List<String> found = Files.isDirectory(given) ? in(given) : List.of();
        if (found.isEmpty()) {
            throw new ConfigurationException(Sentence.closed("No route file found: " + given.toAbsolutePath()
                            + (Files.exists(given) ? " has no *" + ENDING : " does not exist"))
                    + " Give " + by + " a sync file or a directory of them.");
        }
        return found;
    }

    /** Files that look like sync files, and are not read because of their names. */
    static List<Finding> ignored(Path given) {
        Path directory = Optional.ofNullable(place(given)).orElse(DEFAULT);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        return files(directory, "*.{yaml,yml}").stream()
                .filter(file -> !file.toString().endsWith(ENDING) && looksLikeOne(file))
                .map(file -> Finding.warning(
                        file.toString(),
                        null,
                        "is not read, since the name of a sync file ends in " + ENDING + "; rename it"))
                .toList();
    }

    private static boolean looksLikeOne(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return text.contains(SyncDefinition.class.getName())
                    || ROUTE.matcher(text).find();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> in(Path directory) {
        return files(directory, "*" + ENDING).stream()
                .map(file -> "file:" + file)
                .toList();
    }

    private static List<Path> files(Path directory, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new ConfigurationException(
                    "The directory " + directory
                            + " cannot be listed. Give the user of this process the right to read it.",
                    e);
        }
        Collections.sort(found);
        return found;
    }
}
