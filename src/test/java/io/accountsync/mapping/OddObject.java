package io.accountsync.mapping;

/** What a driver or component may hand over that account-sync does not know: its text is for programmers. */
public final class OddObject {
    @Override
    public String toString() {
        return "OddObject@1b6d3586";
    }

    /** What it stands for. */
    public String code() {
        return "A7";
    }
}
