package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.mapping.SyncFileText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at all sync files before Camel does, which stops at the first that it does not understand. */
final class SyncFileCheck {
    private static final String FILE = "file:";
    private static final Pattern PLACE = Pattern.compile("(.*?), line (\\d+): (.*)");

    private final List<String> usable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Examines the files at these locations; those in the jar are right. */
    SyncFileCheck(List<String> locations) {
        Map<String, Path> definedIn = new HashMap<>();
        for (String location : locations) {
            if (!location.startsWith(FILE)
                    || examine(FileName.path(location.substring(FILE.length()), SyncFiles.OPTION), definedIn)) {
                usable.add(location);
            }
        }
    }

    private boolean examine(Path file, Map<String, Path> definedIn) {
        try {
            List<String> twice = new ArrayList<>();
            for (String name : SyncFileText.read(file).names()) {
                Path other = definedIn.putIfAbsent(name, file);
                if (other != null) {
                    twice.add(name + " is defined in " + (other.equals(file) ? "this file" : other)
                            + " already; give one of them another name");
                }
            }
            twice.forEach(mistake -> findings.add(Finding.error(file.toString(), null, mistake)));
            return twice.isEmpty();
        } catch (ConfigurationException e) {
            e.getMessage().lines().forEach(line -> findings.add(ofLine(line)));
            return false;
        }
    }

    /** Each line names file and line first, as a finding does. */
    private static Finding ofLine(String line) {
        Matcher place = PLACE.matcher(line);
        if (place.matches()) {
            return Finding.error(place.group(1), null, place.group(3)).at(Integer.parseInt(place.group(2)));
        }
        int colon = line.indexOf(": ");
        return Finding.error(line.substring(0, colon), null, line.substring(colon + 2));
    }

    /** The locations that Camel can try to read. */
    List<String> usable() {
        return usable;
    }

    /** What is wrong with the others. */
    List<Finding> findings() {
        return findings;
    }
}
