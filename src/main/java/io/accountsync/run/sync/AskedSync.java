package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;

/**
 * The one sync that a process is about, bound in the registry by whoever is asked for one: what is wrong with others does not
 * stop it then.
 *
 * @param otherFiles the names of files that have nothing of it
 */
public record AskedSync(String name, Set<String> otherFiles) {
    public AskedSync {
        otherFiles = Set.copyOf(otherFiles);
    }

    /** That of a context; empty where all its syncs count. */
    static Optional<AskedSync> of(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().findSingleByType(AskedSync.class));
    }

    /** A finding as it counts for the sync: what is in other files stops nothing. */
    public Finding weighed(Finding finding) {
        return isConcernedBy(finding) ? finding : finding.asWarning();
    }

    /** Whether a finding may be about it. */
    public boolean isConcernedBy(Finding finding) {
        return !otherFiles.contains(finding.place());
    }
}
