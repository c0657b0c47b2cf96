package io.accountsync.run.send;

import java.util.Set;

/** What the state holds of a batch while it is on its way. Used by one thread at a time. */
final class BatchNote {
    private Long number;
    private boolean claimed;
    private Set<String> unheard = Set.of();

    /** The number of the note that the state holds of its keys; null when it needs none. */
    Long number() {
        return number;
    }

    /** Takes another number; null for none. */
    void number(Long given) {
        number = given;
    }

    /** The run claimed its records. */
    void claimed() {
        claimed = true;
    }

    /** Whether nothing of the batch has to be taken out of the state again. */
    boolean isNothing() {
        return number == null && !claimed;
    }

    /** The records, by key, that an earlier run sent too, without hearing what became of them: its call may have been carried out. */
    Set<String> unheard() {
        return unheard;
    }

    void unheard(Set<String> keys) {
        unheard = keys;
    }
}
