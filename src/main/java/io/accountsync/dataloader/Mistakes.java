package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong in the files of Data Loader, all of it, so that nobody finds one mistake after the other. */
final class Mistakes {
    private final Set<String> sentences = new LinkedHashSet<>();

    /** Adds a mistake: a sentence about what is in that line, with the remedy. */
    void add(String file, int line, String mistake) {
        sentences.add(Sentence.closed(file + ", line " + line + ": " + mistake));
    }

    void add(Setting setting, String mistake) {
        add(setting.file(), setting.line(), setting.key() + " " + mistake);
    }

    void add(ConfigurationException mistake) {
        mistake.getMessage().lines().forEach(sentences::add);
    }

    /**
     * Goes on only without mistakes.
     *
     * @throws ConfigurationException a line for each
     */
    void refuse() {
        if (!sentences.isEmpty()) {
            throw ConfigurationException.ofLines(List.copyOf(sentences));
        }
    }
}
