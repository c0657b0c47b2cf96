package io.accountsync.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;

/**
 * The answer to a collections call. camel-salesforce completes an exchange without error even when the answer had no body
 * or no list, so nothing is taken for granted.
 */
final class CollectionsAnswer {
    private CollectionsAnswer() {}

    /** One result for each record that was sent, in the same order; empty when the answer is anything else. */
    static Optional<List<UpsertSObjectResult>> read(Object body, int sent) {
        if (!(body instanceof List<?> list) || list.size() != sent) {
            return Optional.empty();
        }
        List<UpsertSObjectResult> results = new ArrayList<>(sent);
        for (Object element : list) {
            if (!(element instanceof UpsertSObjectResult result) || !isComplete(result)) {
                return Optional.empty();
            }
            results.add(result);
        }
        return Optional.of(results);
    }

    private static boolean isComplete(UpsertSObjectResult result) {
        return result.getSuccess() != null && (!result.getSuccess() || result.getId() != null);
    }
}
