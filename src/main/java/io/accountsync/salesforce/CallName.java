package io.accountsync.salesforce;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a request to Salesforce is for, by words of Salesforce's own: an address can hold keys, ids, queries and names of objects, and
 * none of them is in it.
 */
final class CallName {
    private static final Set<String> WORDS = Set.of(
            "batch",
            "batches",
            "composite",
            "deleted",
            "describe",
            "failedResults",
            "ingest",
            "introspect",
            "jobs",
            "limits",
            "oauth2",
            "query",
            "queryAll",
            "results",
            "revoke",
            "sobjects",
            "Soap",
            "successfulResults",
            "token",
            "tree",
            "unprocessedrecords",
            "updated",
            "userinfo");

    private CallName() {}

    /** Such as {@code POST composite/sobjects}; the method alone for an address that has none of these words. */
    static String of(String method, String path) {
        List<String> words =
                Arrays.stream(path.split("/")).filter(WORDS::contains).toList();
        return words.isEmpty() ? method : method + " " + String.join("/", words);
    }
}
