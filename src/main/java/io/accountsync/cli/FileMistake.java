package io.accountsync.cli;

import io.accountsync.config.Finding;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence about a file, which names file and line first as a finding does, as a finding. */
final class FileMistake {
    private static final Pattern PLACE = Pattern.compile("(\\S.*?\\.camel\\.yaml)(?:, line (\\d+))?: (.*)");

    /** What such a sentence is about that names no file. */
    private static final String START = "start";

    private FileMistake() {}

    static Finding read(String sentence) {
        Matcher place = PLACE.matcher(sentence);
        if (!place.matches()) {
            return Finding.error(START, null, sentence);
        }
        int line = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
        return Finding.error(place.group(1), null, place.group(3)).at(line);
    }
}
