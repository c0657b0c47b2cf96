package io.accountsync.restore;

/** Is told how a restoration goes on, by the thread that restores. */
@FunctionalInterface
public interface RestoreListener {
    /** What became of a record, or would. */
    void record(Restored record);

    /** What became of a lookup that a restored record lacked, or would. */
    default void lookup(RestoredLookup lookup) {}
}
