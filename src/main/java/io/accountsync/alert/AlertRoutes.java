package io.accountsync.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways to the channels. */
interface AlertRoutes {
    /** The channels that can be notified. */
    List<AlertChannel> channels();

    /**
     * Sends a channel a message.
     *
     * @return why it did not get there, without anything that an address or an answer holds; empty when it did
     */
    Optional<String> send(AlertChannel channel, Map<String, Object> message);

    /** Cuts off what this thread is sending, as far as that can be done; nobody waits for it any more. */
    default void abandon(Thread caller) {}
}
