package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.run.sync.AskedSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sync files that have nothing of a certain sync. They are told apart by their text, since those that are wrong cannot be read in
 * another way: one in which a value is the name, be it with what the names of its routes end in, may be part of it.
 */
final class OtherFiles {
    private static final String FILE = "file:";

    private OtherFiles() {}

    /** Those of a sync; empty when there are none, or no file has its name. */
    static Optional<AskedSync> than(String sync, Path routes) {
        Pattern name = Pattern.compile("(?m)[:-] +[\"']?(?:direct:)?" + Pattern.quote(sync)
                + "(?:-source|-outcomes)?(?:-file)?[\"']?(?=\\s*(?:[,}#]|$))");
        List<String> files = SyncFiles.find(routes);
        Set<String> others = files.stream()
                .filter(file ->
                        file.startsWith(FILE) && !name.matcher(text(file)).find())
                .map(FileName::ofLocation)
                .collect(Collectors.toSet());
        return others.isEmpty() || others.size() == files.size()
                ? Optional.empty()
                : Optional.of(new AskedSync(sync, others));
    }

    private static String text(String file) {
        try {
            byte[] bytes = Files.readAllBytes(FileName.path(FileName.ofLocation(file), SyncFiles.OPTION));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // So it has nothing that Camel could read.
            return "";
        }
    }

    /**
     * The locations of all files that Camel can try to read.
     *
     * @param leftOut is told why one of the others cannot be read
     * @throws ConfigurationException when there is something wrong with one that may be of the sync
     */
    static List<String> usable(AskedSync asked, Path routes, Consumer<Finding> leftOut) {
        SyncFileCheck check = new SyncFileCheck(SyncFiles.find(routes));
        List<String> mistakes = check.findings().stream()
                .filter(asked::isConcernedBy)
                .map(Finding::text)
                .toList();
        if (!mistakes.isEmpty()) {
            throw ConfigurationException.ofLines(mistakes);
        }
        check.findings().forEach(leftOut);
        return check.usable();
    }
}
