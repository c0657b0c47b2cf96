package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import picocli.CommandLine.Model.CommandSpec;

/** What only the executable jar has: the plain jar, and so the image and Camel K, come without the local org. */
final class ExecutableJar {
    private static final String LOCAL_ORG = "io.accountsync.localorg.LocalOrg";

    private ExecutableJar() {}

    /**
     * Refuses a command that needs the local org where it is not.
     *
     * @throws ConfigurationException naming the jar that has it
     */
    static void require(CommandSpec command) {
        try {
            Class.forName(LOCAL_ORG, false, ExecutableJar.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ConfigurationException(
                    "The command " + command.name()
                            + " needs the local org, which only the executable jar has. Run it with that one:"
                            + " java -jar account-sync.jar " + command.name(),
                    e);
        }
    }
}
