package io.accountsync.localorg.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Calls that do one thing to several records, one after the other; with {@code allOrNone} one refusal takes all of it back. */
final class AllOrNone {

    private AllOrNone() {}

    /** One result per id, in order. */
    static List<SaveResult> results(
            OrgData org, SaveOptions how, List<String> ids, Function<String, SaveResult> oneByOne) {
        if (!how.allOrNone()) {
            return org.locked(() -> ids.stream().map(oneByOne).toList());
        }
        List<SaveResult> results = org.transaction(
                () -> ids.stream().map(oneByOne).toList(), done -> done.stream().allMatch(SaveResult::success));
        boolean kept = results.stream().allMatch(SaveResult::success);
        List<SaveResult> told = new ArrayList<>();
        for (SaveResult result : results) {
            told.add(kept || !result.success() ? result : SaveResult.rolledBack());
        }
        return told;
    }
}
