package io.accountsync.localorg.oauth;

import java.util.function.Supplier;

/**
 * Which org tokens are for.
 *
 * @param orgId 18 characters
 * @param baseUrl address of the org, known once it listens
 */
public record OrgIdentity(String orgId, Supplier<String> baseUrl) {

    /** The identity address that Salesforce answers with every token. */
    public String idUrl(String userId) {
        return baseUrl.get() + "/id/" + orgId + "/" + userId;
    }
}
