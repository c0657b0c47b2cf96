package io.accountsync.localorg;

import io.accountsync.localorg.oauth.Secrets;
import io.accountsync.localorg.schema.SalesforceId;

/** The id of an org: 18 characters that begin with 00D. */
final class OrgId {
    private OrgId() {}

    /**
     * One that somebody chose.
     *
     * @param text 15 or 18 characters
     * @throws IllegalArgumentException when it is not the id of an org
     */
    static String of(String text) {
        return SalesforceId.parse(text)
                .filter(id -> id.startsWith("00D"))
                .orElseThrow(() -> new IllegalArgumentException("not the id of an org: " + text));
    }

    /** One that no other org has. */
    static String anew(Secrets secrets) {
        return of("00D" + secrets.text(2) + "00000" + secrets.text(5));
    }
}
