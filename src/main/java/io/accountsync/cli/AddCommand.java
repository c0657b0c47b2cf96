package io.accountsync.cli;

import io.accountsync.cli.library.Artifact;
import io.accountsync.cli.library.CamelComponents;
import io.accountsync.config.ConfigurationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets a component of Camel, or any other jar. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Print the Maven coordinates of a component of Camel, and fetch it into lib/ with Maven.")
final class AddCommand implements Runnable {
    private static final String CAMEL = "camel:";

    @Parameters(
            paramLabel = "LIBRARY",
            description = "camel: and the scheme of a URI, such as camel:ftp; or GROUP:ARTIFACT:VERSION.")
    private String name;

    @Option(names = "--print", description = "Only print the coordinates.")
    private boolean prints;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        FetchedLibrary.get(artifact(), prints, spec.commandLine().getOut());
    }

    private Artifact artifact() {
        if (!name.startsWith(CAMEL)) {
            return Artifact.of(name)
                    .orElseThrow(() -> new ConfigurationException(
                            name + " is neither a component, as in camel:ftp, nor GROUP:ARTIFACT:VERSION"));
        }
        String scheme = name.substring(CAMEL.length());
        CamelComponents components = CamelComponents.read();
        return components.find(scheme).orElseThrow(() -> new ConfigurationException(components.lacks(scheme)));
    }
}
