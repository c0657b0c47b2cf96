package io.accountsync.run.sync;

import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.Mapping;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.SyncCursor;

/**
 * A sync that is ready to run.
 *
 * @param name of its definition, its routes and its keys
 * @param sourceVersion changes when its source route does, so that a changed query reads every row again
 */
public record Sync(String name, Mapping mapping, SyncSettings settings, String sourceVersion) {
    /** What the state says of this sync before the first row was read: which org, object and External ID field it is about. */
    public SyncCursor beginningAt(OrgIdentity org) {
        CursorType type = mapping.cursorType();
        return new SyncCursor(
                org.id(),
                org.name(),
                org.kind(),
                mapping.object(),
                mapping.externalId(),
                mapping.cursor(),
                type == null ? null : type.name(),
                null,
                null);
    }

    /** The route that leaves the rows in the body. */
    public String sourceRoute() {
        return sourceRoute(name);
    }

    /** The route that receives what became of records; a sync need not have one. */
    public static String outcomesRoute(String sync) {
        return sync + "-outcomes";
    }

    /** The route that leaves the keys of rows that are gone; a sync need not have one. */
    public static String deletionsRoute(String sync) {
        return sync + "-deletions";
    }

    public static String sourceRoute(String sync) {
        return sync + "-source";
    }
}
