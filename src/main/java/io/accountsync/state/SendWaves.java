package io.accountsync.state;

import static io.accountsync.state.ChangeStatus.DEFERRED;
import static io.accountsync.state.ChangeStatus.HELD_BACK;
import static io.accountsync.state.ChangeStatus.READY;

import java.util.Collection;

/**
 * The order in which the records of a change set go: wave after wave, parents first. What came too early for its parent is
 * deferred, and makes one more wave when all others have gone. Safe for several threads.
 */
final class SendWaves {
    private static final int NONE = Integer.MIN_VALUE;

    private final ChangeFile file;

    /** The wave of records that were deferred. Every result of a call asks for it, so it takes no lock. */
    private volatile int ofDeferred = NONE;

    SendWaves(ChangeFile file) {
        this.file = file;
    }

    /** Puts records into waves for the first time; most runs of a schedule have none. */
    void begin() {
        file.define(ChangeTable.IN_ORDER);
        boolean isAny = file.ask(false, db -> db.queryForObject("select exists (select 1 from change)", Boolean.class));
        if (isAny) {
            order();
        }
    }

    /** Puts records into waves anew. */
    void order() {
        ofDeferred = NONE;
        file.ask(null, db -> {
            ParentsFirst.order(db);
            return null;
        });
    }

    /** The first wave after the given one that has records, or null. */
    Integer after(int wave) {
        return file.ask(null, db -> {
            Integer next = db.queryForObject(
                    "select min(wave) from change where " + READY.is() + " and wave > ?", Integer.class, wave);
            if (next == null
                    && db.update("update change set wave = ?, " + READY.is() + " where " + DEFERRED.is(), wave + 1)
                            > 0) {
                ofDeferred = wave + 1;
                return ofDeferred;
            }
            return next;
        });
    }

    /** Whether this is the wave of records that were deferred. */
    boolean isLast(int wave) {
        return wave == ofDeferred;
    }

    void defer(Collection<String> keys) {
        file.with(db -> ChangeTable.forEach(db, "update change set " + DEFERRED.is() + " where record_key = ?", keys));
    }

    /** Leaves so many records to be sent, the first ones in the order, and holds the others back. */
    void limit(long most) {
        file.ask(
                0,
                db -> db.update(
                        "update change set " + HELD_BACK.is() + " where " + READY.is()
                                + " and (wave, parent_key, record_key) > (select wave, parent_key, record_key from change where "
                                + READY.is() + " order by wave, parent_key, record_key limit 1 offset ?)",
                        most - 1));
    }
}
