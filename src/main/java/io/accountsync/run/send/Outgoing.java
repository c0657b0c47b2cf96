package io.accountsync.run.send;

import io.accountsync.mapping.Payload;
import io.accountsync.state.Change;

/** What leaves of a payload that does not leave whole. */
public sealed interface Outgoing {
    /** Some of its fields, the key among them: a JSON object in UTF-8. */
    record Rest(Payload payload) implements Outgoing {
        /** Without the payload, which is a row's contents. */
        @Override
        public String toString() {
            return "Rest[]";
        }
    }

    /** All but the parent, which is not there yet: the record goes again. */
    record WithoutParent(Payload payload) implements Outgoing {
        /** Without the payload, which is a row's contents. */
        @Override
        public String toString() {
            return "WithoutParent[]";
        }
    }

    /** Nothing but the key: a call would change nothing of a record that Salesforce has. */
    record KeyOnly() implements Outgoing {}

    /** What leaves of a payload in all its steps; null for a payload that leaves whole. */
    static Outgoing inTheEnd(Outgoing less) {
        return less instanceof WithoutParent ? null : less;
    }

    /**
     * What a call sends of a change: also of one of which only the key is left, when it is sent all the same, its whole payload.
     *
     * @param less null for a payload that leaves whole
     */
    static Payload payload(Outgoing less, Change change) {
        if (less instanceof WithoutParent first) {
            return first.payload();
        }
        return less instanceof Rest rest ? rest.payload() : change.payload();
    }
}
