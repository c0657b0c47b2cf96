package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.FieldTrial;
import java.util.List;
import java.util.Optional;

/**
 * How the values of a column fit a field.
 *
 * @param tried how many there are
 * @param misfits how many of them do not fit
 * @param mistake what the first of these lacks, and where it is; null for none
 */
record Fit(int tried, int misfits, String mistake) {
    static Fit of(List<Look.Value> values, FieldTrial trial) {
        int misfits = 0;
        String first = null;
        for (Look.Value value : values) {
            Optional<String> mistake = trial.mistake(value.value());
            if (mistake.isPresent()) {
                misfits++;
                first = first == null ? mistake.get() + " (first in " + value.place() + ")" : first;
            }
        }
        return new Fit(values.size(), misfits, first);
    }

    boolean isGood() {
        return misfits == 0;
    }

    /** To stand behind a comma, with the type of the field. */
    String text(String type) {
        if (tried == 0) {
            return "no value in the rows read, so type " + type + " was not tried";
        }
        return isGood()
                ? "type " + type + " fits " + (tried == 1 ? "its one value" : Quantity.of(tried, "value"))
                : misfits + " of " + Quantity.of(tried, "value does", "values do") + " not fit type " + type + ": "
                        + mistake;
    }
}
