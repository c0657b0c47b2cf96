package io.accountsync.cli;

import io.accountsync.cli.library.Artifact;
import io.accountsync.cli.library.Libraries;
import io.accountsync.cli.library.MavenFetch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Gets a jar into {@code lib/}, or says how a person does. */
final class FetchedLibrary {
    private FetchedLibrary() {}

    /** @param onlyPrints whether the coordinates are all that is wanted */
    static void get(Artifact artifact, boolean onlyPrints, PrintWriter out) {
        out.println(artifact);
        if (onlyPrints) {
            return;
        }
        Libraries libraries = Libraries.ofProcess();
        Optional<MavenFetch> maven = MavenFetch.ofProcess();
        if (maven.isEmpty()) {
            out.printf(
                    "There is no Maven here to fetch it with. Put that jar, and those that it needs, into %s.%n",
                    libraries.directory());
            return;
        }
        out.printf("Maven fetches it into %s ...%n", libraries.directory());
        out.flush();
        List<String> files = maven.get().fetch(artifact, libraries.directory());
        out.println(files.isEmpty() ? "It was there already." : "Now there: " + String.join(", ", files));
        Libraries.ofProcess().mistakes().forEach(out::println);
    }
}
