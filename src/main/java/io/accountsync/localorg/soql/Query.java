package io.accountsync.localorg.soql;

import java.util.List;

/**
 * A parsed query; names are as written and not yet looked up.
 *
 * @param where null for all records
 * @param limit null for no limit
 */
record Query(
        String text,
        List<Item> select,
        Name from,
        Condition where,
        List<Name> groupBy,
        List<Order> orderBy,
        Integer limit,
        int offset) {

    /** A name and where it stands in the query. */
    record Name(String text, int position) {}

    /** What is selected. */
    sealed interface Item {

        /** A field or a path through parents. */
        record Path(Name name) implements Item {}

        /** {@code FIELDS(ALL)}, {@code FIELDS(STANDARD)} or {@code FIELDS(CUSTOM)}. */
        record FieldSet(String which) implements Item {}

        /**
         * COUNT, SUM and the like.
         *
         * @param argument null for {@code COUNT()}
         * @param alias null when the query names none
         */
        record Aggregate(String function, Name argument, String alias) implements Item {}
    }

    /** What records must fulfil. */
    sealed interface Condition {

        record And(List<Condition> all) implements Condition {}

        record Or(List<Condition> any) implements Condition {}

        record Not(Condition negated) implements Condition {}

        /** @param operator one of {@code = != < <= > >= LIKE} */
        record Comparison(Name field, String operator, Token value) implements Condition {}

        /** @param operator one of {@code IN, NOT IN, INCLUDES, EXCLUDES} */
        record Membership(Name field, String operator, List<Token> values) implements Condition {}
    }

    record Order(Name field, boolean descending, boolean nullsFirst) {}
}
