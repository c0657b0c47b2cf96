package io.accountsync.source;

/** A row that knows the columns of its source. */
public interface NamedColumns {
    /** Whether a name stands for several columns, so that it is not known which one is meant. */
    boolean isAmbiguous(String column);
}
