package io.accountsync.restore;

import io.accountsync.config.ProposedCommand;
import io.accountsync.state.RestorableDeletions.ByOther;

/**
 * Where a record is now that another one pointed to.
 *
 * @param id by which it goes now; null for one that is to be made anew
 * @param by the sync that deleted it, and its key there; null where it was not another one
 */
record Target(Kind kind, String id, ByOther by) {
    /** How it is with it. */
    enum Kind {
        /** It is there, or will be: the same one, a new one in its place, or the one that it was merged into. */
        THERE,
        /** This sync deleted it, and it is not back. */
        DELETED,
        /** Another sync deleted it, and it is not back. */
        DELETED_BY_OTHER,
        /** Somebody else deleted it, and it is in the recycle bin. */
        IN_BIN,
        /** Salesforce does not have it any more, or does not show it to our user. */
        GONE
    }

    static Target there(String id) {
        return new Target(Kind.THERE, id, null);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Why nothing can point to it: {@code which is in the recycle bin}. */
    String text() {
        return switch (kind) {
            case THERE -> "which is there";
            case DELETED -> "which was deleted too and is not restored";
            case DELETED_BY_OTHER ->
                "which the sync " + by.sync() + " deleted and which is not restored: "
                        + ProposedCommand.of("restore", by.sync(), by.key());
            case IN_BIN -> "which somebody deleted: bring it back out of the recycle bin in Salesforce";
            case GONE -> "which Salesforce does not have any more, or does not show to the user";
        };
    }
}
