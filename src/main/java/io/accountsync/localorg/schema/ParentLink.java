package io.accountsync.localorg.schema;

/** What becomes of a record when the one that its reference field points to is deleted. */
public enum ParentLink {
    /** A lookup that is cleared; where it must have a value, as a {@link #RESTRICTED} one. */
    LOOKUP,
    /** A lookup that keeps its parent from being deleted. */
    RESTRICTED,
    /** A lookup whose record is deleted with its parent, such as Contact.AccountId. */
    CASCADING,
    /** A detail: it must have a master, keeps it, has no owner of its own, and is deleted with it. */
    MASTER_DETAIL
}
