package io.accountsync.salesforce;

/**
 * Which org this is.
 *
 * @param id 18 characters
 * @param name as its administrator named it
 * @param type edition, such as {@code Developer Edition}
 */
public record OrgIdentity(String id, String name, String type, boolean sandbox) {
    /** Edition, and whether it is a sandbox, for reports and messages. */
    public String kind() {
        return sandbox ? type + ", sandbox" : type;
    }
}
