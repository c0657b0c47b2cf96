package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.mapping.SyncFileText;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of the syncs whose files are here, for the completion of a shell: those that need no quotes there. */
final class SyncCandidates implements Iterable<String> {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private static final String FILE = "file:";

    @Override
    public Iterator<String> iterator() {
        return files().flatMap(SyncCandidates::names)
                .filter(PLAIN.asMatchPredicate())
                .iterator();
    }

    /** None where there is a mistake: other commands say which. */
    private static Stream<String> files() {
        try {
            return SyncFiles.find(null).stream();
        } catch (ConfigurationException e) {
            return List.<String>of().stream();
        }
    }

    private static Stream<String> names(String location) {
        if (!location.startsWith(FILE)) {
            return Stream.of(
                    FileName.ofLocation(location).replaceFirst("^.*[/\\\\]", "").replace(SyncFiles.ENDING, ""));
        }
        try {
            Path file = FileName.path(FileName.ofLocation(location), SyncFiles.OPTION);
            return SyncFileText.read(file).syncs().stream();
        } catch (ConfigurationException e) {
            return Stream.of();
        }
    }
}
