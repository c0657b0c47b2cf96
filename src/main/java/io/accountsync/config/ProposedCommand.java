package io.accountsync.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A command of this program that a message proposes, as it can be pasted: names, keys and files are quoted where a shell would
 * read something else, and a name or key that begins with a dash is kept from being an option.
 */
public final class ProposedCommand {
    private static final String PROGRAM = "account-sync";
    private static final String END_OF_OPTIONS = "--";

    private final String name;
    private final List<String> operands;
    private final List<String> options = new ArrayList<>();

    private ProposedCommand(String name, List<String> operands) {
        this.name = name;
        this.operands = operands;
    }

    /**
     * A command without options.
     *
     * @param name such as {@code restore} or {@code failures retry}
     * @param operands names of syncs, keys or files, as they are
     */
    public static ProposedCommand of(String name, String... operands) {
        return new ProposedCommand(name, List.of(operands));
    }

    /** With an option that has no value. */
    public ProposedCommand option(String option) {
        options.add(option);
        return this;
    }

    /** With an option and its value. */
    public ProposedCommand option(String option, String value) {
        options.add(ShellText.option(option, value));
        return this;
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(PROGRAM, name));
        List<String> plain =
                operands.stream().takeWhile(word -> !word.startsWith("-")).toList();
        plain.forEach(word -> words.add(ShellText.quoted(word)));
        words.addAll(options);
        if (plain.size() < operands.size()) {
            words.add(END_OF_OPTIONS);
            operands.stream().skip(plain.size()).forEach(word -> words.add(ShellText.quoted(word)));
        }
        return String.join(" ", words);
    }
}
