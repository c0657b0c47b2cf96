package io.accountsync.run.send;

import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;

/**
 * What Salesforce says of a record that would become its own ancestor, with the key that it points to: the rest of the circle is
 * in Salesforce already, and its message names none of it.
 */
final class CircleRefusal {
    private static final String REFUSED = "CIRCULAR_DEPENDENCY";

    private CircleRefusal() {}

    /** The message of a refusal, with that key where it is one of these. */
    static String message(Change change, CallError error) {
        return error.code().equals(REFUSED)
                        && change.parentKey() != null
                        && !error.message().contains(": ")
                ? error.message() + " (it points to " + change.parentKey() + ", which leads back to it)"
                : error.message();
    }
}
