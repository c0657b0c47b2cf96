package io.accountsync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The files that a command writes for people: a table and a page. */
final class PageFiles {
    private PageFiles() {}

    /** Refuses one file for both, of which the second would replace the first. */
    static void requireTwo(CommandSpec spec, Path csv, Path html) {
        if (csv != null
                && html != null
                && csv.toAbsolutePath().normalize().equals(html.toAbsolutePath().normalize())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--csv and --html name the same file " + csv + "; give each one a file of its own.");
        }
    }

    /** Those that were asked for. */
    static List<Path> written(Path csv, Path html) {
        return Stream.of(csv, html).filter(Objects::nonNull).toList();
    }
}
