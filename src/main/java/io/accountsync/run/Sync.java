package io.accountsync.run;

import io.accountsync.mapping.Mapping;

/**
 * A sync that is ready to run.
 *
 * @param name of its definition, its routes and its keys
 * @param sourceVersion changes when its source route does, so that a changed query reads every row again
 */
record Sync(String name, Mapping mapping, SyncSettings settings, String sourceVersion) {
    /** The route that leaves the rows in the body. */
    String sourceRoute() {
        return sourceRoute(name);
    }

    /** The route that is told what became of records; a sync need not have one. */
    static String outcomesRoute(String sync) {
        return sync + "-outcomes";
    }

    static String sourceRoute(String sync) {
        return sync + "-source";
    }
}
