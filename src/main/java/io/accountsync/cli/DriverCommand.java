package io.accountsync.cli;

import io.accountsync.cli.library.Artifact;
import io.accountsync.cli.library.Libraries;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import io.accountsync.config.Sentence;
import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets the JDBC driver of a database. */
@Command(
        name = "driver",
        mixinStandardHelpOptions = true,
        description = "Print the Maven coordinates of a database's JDBC driver, and fetch it into lib/ with Maven."
                + " Without a name, list the databases.")
final class DriverCommand implements Runnable {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATABASE",
            description = "Its name, as in the URL behind jdbc:, such as mysql or sqlserver.")
    private String name;

    @Option(names = "--print", description = "Only print the coordinates.")
    private boolean prints;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            JdbcProfiles.all()
                    .forEach(
                            profile -> out.printf("%-11s %-11s %s%n", profile.name(), profile.title(), place(profile)));
            return;
        }
        List<String> names = JdbcProfiles.all().stream().map(JdbcProfile::name).toList();
        JdbcProfile profile = JdbcProfiles.named(name)
                .orElseThrow(() -> new ConfigurationException(unknown(NearestNames.near(name, names, 1))));
        if (profile.artifact().isEmpty()) {
            out.println(place(profile));
            return;
        }
        FetchedLibrary.get(profile.artifact().flatMap(Artifact::of).orElseThrow(), prints, out);
    }

    private String unknown(List<String> near) {
        String none = "There is no database " + name;
        return (near.isEmpty() ? Sentence.closed(none) : none + "; did you mean " + near.get(0) + "?")
                + " \"account-sync driver\" lists those that are; any other driver is fetched with \"account-sync add "
                + "GROUP:ARTIFACT:VERSION\"";
    }

    private static String place(JdbcProfile profile) {
        if (profile.isInTheJar()) {
            return "part of account-sync";
        }
        return profile.artifact()
                .orElseGet(() -> "not on Maven Central; put the jars of " + profile.elsewhere() + " into "
                        + Libraries.ofProcess().directory());
    }
}
