package io.accountsync.run.lost;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What became of a record of Salesforce.
 *
 * @param id of the record
 * @param alive whether it is there; the rest is of no use then
 * @param externalId that it had, as a member of JSON; null when nothing is left of it
 * @param survivor the record that it was merged into, as it is now; null when it was deleted, or that one was deleted as well
 */
public record Fate(String id, boolean alive, JsonNode externalId, Survivor survivor) {
    /**
     * A record that another one was merged into.
     *
     * @param externalId null for none
     */
    public record Survivor(String id, String externalId) {}

    /** A record of which the org knows nothing any more. */
    static Fate unknown(String id) {
        return new Fate(id, false, null, null);
    }

    /** Whether it was merged into a record that is there. */
    public boolean isMerged() {
        return survivor != null;
    }
}
