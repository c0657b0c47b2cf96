package io.accountsync.mapping;

import java.util.List;
import java.util.Set;

/**
 * What a sync file says of records whose rows are gone from the source, checked as far as that goes without the org.
 *
 * @param whenRowGone what becomes of them
 * @param deletedWhen of which rows the record is gone; null where no row says so
 * @param condition the same as the file has it; null without one
 * @param flag the fields that are set, each with its constant; empty but for {@code flag}
 * @param deleteAdopted whether records are deleted, too, that the sync did not create
 */
public record GoneRule(
        WhenRowGone whenRowGone,
        RowCondition deletedWhen,
        String condition,
        List<FieldMapping> flag,
        boolean deleteAdopted) {
    static final String WHEN_ROW_GONE = "whenRowGone";
    static final String DELETED_WHEN = "deletedWhen";
    static final String FLAG = "flag";
    static final String DELETE_ADOPTED = "deleteAdopted";

    /** What files mean that say nothing of it. */
    static final GoneRule NONE = new GoneRule(WhenRowGone.IGNORE, null, null, List.of(), false);

    public GoneRule {
        flag = List.copyOf(flag);
    }

    /** Whether rows say themselves that their records are gone. */
    public boolean hasTombstones() {
        return deletedWhen != null;
    }

    /** Whether nothing becomes of them. */
    public boolean isIgnored() {
        return whenRowGone == WhenRowGone.IGNORE;
    }

    Set<ColumnPath> paths() {
        return deletedWhen == null ? Set.of() : deletedWhen.paths();
    }

    /** Empty for a file that does not use it, so that its mapping's version is as it was before it was invented. */
    String signature() {
        return isIgnored() && condition == null
                ? ""
                : Signature.of(
                        whenRowGone.word(),
                        condition,
                        deleteAdopted,
                        Signature.of(flag.stream().map(FieldMapping::signature).toArray()));
    }
}
