package io.accountsync.source.kafka;

/** By which a broker knows a topic: another one for each time that a topic of its name was made. */
record TopicId(String cluster, String id) {}
