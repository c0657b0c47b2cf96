package io.accountsync.run.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * The answer to a collections call. camel-salesforce completes an exchange without error even when the answer had no body
 * or no list, so nothing is taken for granted.
 */
public final class CollectionsAnswer {
    private CollectionsAnswer() {}

    /** One result for each record that was sent, in the same order; empty when the answer is anything else. */
    public static <T extends SaveSObjectResult> Optional<List<T>> read(Object body, int sent, Class<T> type) {
        if (!(body instanceof List<?> list) || list.size() != sent) {
            return Optional.empty();
        }
        List<T> results = new ArrayList<>(sent);
        for (Object element : list) {
            if (!type.isInstance(element) || !isComplete(type.cast(element))) {
                return Optional.empty();
            }
            results.add(type.cast(element));
        }
        return Optional.of(results);
    }

    private static boolean isComplete(SaveSObjectResult result) {
        return result.getSuccess() != null && (!result.getSuccess() || result.getId() != null);
    }
}
