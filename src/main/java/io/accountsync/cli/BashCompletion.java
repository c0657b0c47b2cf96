package io.accountsync.cli;

import picocli.AutoComplete;
import picocli.CommandLine;

/** Completions for bash, and for zsh, which takes the same script: those of picocli, with one function of ours. */
final class BashCompletion {
    private static final String BEGIN = "function currentPositionalIndex() {\n";
    private static final String END = "\n}\n";

    /**
     * How many words come before the one under the cursor that are neither options nor their values. That of picocli takes the
     * value {@code routes} for an option, since a part of {@code --routes} is the same.
     */
    private static final String POSITION =
            """
            function currentPositionalIndex() {
              local commandName="$1"
              local optionsWithArgs=" $2 "
              local result=0
              local i
              for (( i = COMP_CWORD - 1; i > 0; i-- )); do
                if [[ "${COMP_WORDS[i-1]}" == "=" ]]; then
                  (( i -= 2 )) # --option=value is three words
                elif [[ "${optionsWithArgs}" == *" '${COMP_WORDS[i-1]}' "* ]]; then
                  (( i -= 1 ))
                elif [[ "${COMP_WORDS[i]}" == "${commandName}" ]]; then
                  break
                elif [[ "${COMP_WORDS[i]}" != -* ]]; then
                  (( result += 1 ))
                fi
              done
              echo "${result}"
            }
            """;

    private BashCompletion() {}

    /** The script for a program with these commands. */
    static String of(String program, CommandLine commands) {
        String script = AutoComplete.bash(program, commands);
        int begin = script.indexOf(BEGIN);
        int end = script.indexOf(END, begin);
        return script.substring(0, begin) + POSITION + script.substring(end + END.length());
    }
}
