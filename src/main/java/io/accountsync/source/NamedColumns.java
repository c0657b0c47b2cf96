package io.accountsync.source;

import java.util.Optional;

/** A row that knows the columns of its source. */
public interface NamedColumns {
    /** Whether a name stands for several columns, so that it is not known which one is meant. */
    boolean isAmbiguous(String column);

    /** The type of a column of a query; empty for one of a file, and where there is none of this name, or several. */
    Optional<ColumnType> typeOf(String column);
}
