package io.accountsync.mapping;

/** The two forms of a Salesforce id: 15 characters whose case counts, and 18, where three more say which are capitals. */
final class SalesforceIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int SHORT = 15;
    private static final int CHUNK = 5;

    private SalesforceIds() {}

    /** The form of 18 characters of an id. */
    static String full(String id) {
        if (id.length() != SHORT) {
            return id;
        }
        StringBuilder full = new StringBuilder(id);
        for (int start = 0; start < SHORT; start += CHUNK) {
            int capitals = 0;
            for (int i = 0; i < CHUNK; i++) {
                char c = id.charAt(start + i);
                if (c >= 'A' && c <= 'Z') {
                    capitals |= 1 << i;
                }
            }
            full.append(ALPHABET.charAt(capitals));
        }
        return full.toString();
    }
}
