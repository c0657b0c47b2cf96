package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.mapping.SyncFileText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at all sync files before Camel does, which stops at the first that it does not understand. */
final class SyncFileCheck {
    private static final String FILE = "file:";

    private final List<String> usable = new ArrayList<>();
    private final List<String> apart = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<String>> syncs = new HashMap<>();

    /** Examines the files at these locations; those in the jar are right. */
    SyncFileCheck(List<String> locations) {
        Map<String, Path> definedIn = new HashMap<>();
        for (String location : locations) {
            if (location.startsWith(FILE)) {
                examine(location, FileName.path(location.substring(FILE.length()), SyncFiles.OPTION), definedIn);
            } else {
                usable.add(location);
            }
        }
    }

    private void examine(String location, Path file, Map<String, Path> definedIn) {
        try {
            SyncFileText text = SyncFileText.read(file);
            findings.addAll(text.findings());
            syncs.put(file.toString(), text.syncs());
            Set<String> own = new HashSet<>();
            boolean isTwiceInItself = false;
            boolean isTwice = false;
            for (SyncFileText.Name name : text.names()) {
                Path other = own.add(name.text()) ? definedIn.putIfAbsent(name.text(), file) : file;
                if (other != null) {
                    isTwice = true;
                    isTwiceInItself |= other.equals(file);
                    findings.add(Finding.error(
                                    file.toString(),
                                    null,
                                    name.text() + " is defined in " + (other.equals(file) ? "this file" : other)
                                            + " already; give one of them another name")
                            .at(name.line()));
                }
            }
            if (!isTwiceInItself) {
                (isTwice ? apart : usable).add(location);
            }
        } catch (ConfigurationException e) {
            e.getMessage().lines().forEach(line -> findings.add(FileMistake.read(line)));
        }
    }

    /** The locations that Camel can try to read. */
    List<String> usable() {
        return usable;
    }

    /** Those that it can try to read without the others, whose names they have. */
    List<String> apart() {
        return apart;
    }

    /** The syncs that a file of this name defines; empty where it cannot be read. */
    List<String> syncs(String file) {
        return syncs.getOrDefault(file, List.of());
    }

    /** What their texts show. */
    List<Finding> findings() {
        return findings;
    }
}
