package io.accountsync.source.events;

import java.util.Set;

/**
 * What is known of a stream before its first message.
 *
 * @param incarnation of the source, part of the origin of each version; empty for the first one
 * @param keyColumns that the External ID is made of; empty where that is not known
 * @param placeholder that Debezium writes in the place of a large value that did not change
 * @param sourceServer what Debezium calls the server of {@code source.url}, where its changes come by a broker; empty where none do
 */
public record EventSettings(String incarnation, Set<String> keyColumns, String placeholder, String sourceServer) {
    /** Debezium's own. */
    public static final String PLACEHOLDER = "__debezium_unavailable_value";

    public EventSettings {
        keyColumns = Set.copyOf(keyColumns);
    }

    /** With Debezium's own placeholder. */
    public static EventSettings of(String incarnation, Set<String> keyColumns) {
        return of(incarnation, keyColumns, "");
    }

    /** The same where the changes of {@code source.url} may come by a broker. */
    public static EventSettings of(String incarnation, Set<String> keyColumns, String sourceServer) {
        return new EventSettings(incarnation, keyColumns, PLACEHOLDER, sourceServer);
    }

    /** Whether that is what Debezium calls the server of {@code source.url}. */
    boolean isOfSource(Object server) {
        return !sourceServer.isEmpty() && sourceServer.equals(server);
    }

    /** Names what counts the changes, within this incarnation, which begins at the only number sign. */
    String origin(String counter) {
        String escaped = counter.replace("#", "%23");
        return incarnation.isEmpty() ? escaped : escaped + "#" + incarnation;
    }
}
