package io.accountsync.run.hanging;

import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is to be deleted, in pages of the size of a question. */
final class GonePages {
    /** Ids that one question takes. */
    private static final int IDS = 200;

    private GonePages() {}

    /** What is done with a page. */
    @FunctionalInterface
    interface Use<E extends Exception> {
        void of(List<GoneRow> page) throws E;
    }

    static <E extends Exception> void forEach(Gone gone, Use<E> use) throws E {
        for (List<GoneRow> all : gone) {
            for (int from = 0; from < all.size(); from += IDS) {
                use.of(all.subList(from, Math.min(all.size(), from + IDS)));
            }
        }
    }

    static List<String> ids(List<GoneRow> rows) {
        return of(rows, GoneRow::salesforceId);
    }

    static List<String> keys(List<GoneRow> rows) {
        return of(rows, GoneRow::key);
    }

    private static List<String> of(List<GoneRow> rows, Function<GoneRow, String> what) {
        return rows.stream().map(what).collect(Collectors.toList());
    }
}
