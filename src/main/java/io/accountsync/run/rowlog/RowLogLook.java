package io.accountsync.run.rowlog;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.sql.SQLException;
import java.util.Optional;

/** Looks at the row log of a sync from outside of its runs. */
public final class RowLogLook {
    private final RowLogPlace place;
    private final String sync;

    public RowLogLook(RowLogPlace place, String sync) {
        this.place = place;
        this.sync = sync;
    }

    /**
     * Why no run could write it, as far as that can be known without making it; empty where the table is there, or may be made.
     *
     * @throws ConfigurationException when another table has its name, or there is no such database
     */
    public Optional<String> mistake() {
        try (RowLogPlace.Opened opened = place.open(sync)) {
            try {
                opened.table().look();
            } catch (SQLException e) {
                return opened.table().isReached() ? Optional.empty() : Optional.of(failed("read", e));
            }
            return Optional.empty();
        }
    }

    /**
     * Deletes the line of a record.
     *
     * @return why that could not be done; empty where there is none any more
     */
    public Optional<String> forget(String key) {
        try (RowLogPlace.Opened opened = place.open(sync)) {
            opened.table().look();
            opened.table().delete(key);
            return Optional.empty();
        } catch (SQLException | ConfigurationException e) {
            return Optional.of(failed("written", e));
        }
    }

    private String failed(String what, Exception e) {
        return Sentence.closed("The row log " + place + " could not be " + what + ": " + RowLogErrors.describe(e));
    }
}
