package io.accountsync.salesforce;

/**
 * What became of a record that was to come back from the recycle bin.
 *
 * @param id as it was asked for
 * @param error why it did not; null when it is back, and with it what was deleted along with it
 */
public record Undeleted(String id, CallError error) {
    public boolean isBack() {
        return error == null;
    }
}
