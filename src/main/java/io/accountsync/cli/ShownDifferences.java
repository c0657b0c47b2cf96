package io.accountsync.cli;

import io.accountsync.reconcile.Difference;
import io.accountsync.reconcile.Difference.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The differences that a person is shown: the first of each kind, so that few of one kind are not lost behind many of another.
 * What Salesforce lacks comes first, and what the source does not know last.
 */
final class ShownDifferences {
    private final int most;
    private final Map<Kind, List<Difference>> first = new EnumMap<>(Kind.class);

    /** @param most how many at most, of all kinds together */
    ShownDifferences(int most) {
        this.most = most;
    }

    void add(Difference difference) {
        List<Difference> some = first.computeIfAbsent(difference.kind(), kind -> new ArrayList<>());
        if (some.size() < most) {
            some.add(difference);
        }
    }

    /** Each kind has its share; what one does not use is for the others, in their order. */
    List<Difference> all() {
        Map<Kind, Integer> shares = new EnumMap<>(Kind.class);
        int left = most;
        for (int before = -1; left != before; ) {
            before = left;
            for (Kind kind : Kind.values()) {
                int share = shares.getOrDefault(kind, 0);
                if (left > 0 && share < first.getOrDefault(kind, List.of()).size()) {
                    shares.put(kind, share + 1);
                    left--;
                }
            }
        }
        List<Difference> shown = new ArrayList<>();
        shares.forEach((kind, share) -> shown.addAll(first.get(kind).subList(0, share)));
        return shown;
    }
}
