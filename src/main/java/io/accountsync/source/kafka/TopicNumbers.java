package io.accountsync.source.kafka;

import java.util.Optional;

/** Which topics were read, in the order in which they were met, by all processes: the state keeps them. */
public interface TopicNumbers {
    /** Its number, from 0; greater for one that took the place of another one. Empty where it was never met. */
    Optional<Long> number(String topic, String id);

    /** The number of the one of this name that was met last; 0 where none was. */
    long latest(String topic);

    /** Whether another one of this name was met in the same cluster. */
    boolean hadAnother(String cluster, String topic, String id);

    /** Keeps one; says whether nobody did before. */
    boolean keep(String cluster, String topic, String id);
}
