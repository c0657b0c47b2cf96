package io.accountsync.run.send;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.Operation;
import io.accountsync.salesforce.CallError;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;

/**
 * The answer to a collections call. camel-salesforce completes an exchange without error even when the answer had no body
 * or no list, so nothing is taken for granted.
 *
 * @param results one for each record that was sent, in the same order; null for a call that failed
 * @param error why it failed as a whole; null when it did not
 */
public record CollectionsAnswer(List<SaveSObjectResult> results, CallError error) {
    /** A call that failed as a whole. */
    public static CollectionsAnswer failed(CallError error) {
        return new CollectionsAnswer(null, error);
    }

    /** A call that was answered with this; a failed one when that is not a result for each record. */
    public static CollectionsAnswer read(Object body, int sent, Operation operation) {
        if (!(body instanceof List<?> list) || list.size() != sent) {
            return malformed(sent);
        }
        List<SaveSObjectResult> results = new ArrayList<>(sent);
        for (Object element : list) {
            if (!operation.result().isInstance(element) || !isComplete((SaveSObjectResult) element)) {
                return malformed(sent);
            }
            results.add((SaveSObjectResult) element);
        }
        return new CollectionsAnswer(results, null);
    }

    /** Whether it failed as a whole. */
    public boolean isFailed() {
        return error != null;
    }

    private static CollectionsAnswer malformed(int sent) {
        return failed(CallError.malformed(
                sent == 1 ? "a result for the record" : "a result for each of " + Quantity.of(sent, "record")));
    }

    private static boolean isComplete(SaveSObjectResult result) {
        return result.getSuccess() != null && (!result.getSuccess() || result.getId() != null);
    }
}
