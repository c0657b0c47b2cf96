package io.accountsync.cli;

import io.accountsync.config.Sentence;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Numbers on the command line that would be taken for something else. */
final class Bounds {
    static final int PORTS = 65_535;

    private Bounds() {}

    /**
     * Refuses a number outside of these bounds, which belong to it.
     *
     * @throws ParameterException naming option and bounds
     */
    static void require(CommandSpec spec, String option, long number, long min, long max) {
        if (number < min || number > max) {
            throw new ParameterException(
                    spec.commandLine(),
                    Sentence.closed(option + " must be "
                            + (max == Long.MAX_VALUE ? min + " or more" : "from " + min + " to " + max) + "; it is "
                            + number));
        }
    }
}
