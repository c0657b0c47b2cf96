package io.accountsync.source.kafka;

import java.util.List;

/**
 * What an exception of Kafka's client means, in words. It is known by its name, since the client is in lib/.
 *
 * @param brokers that were asked
 * @param topic that a route reads
 * @param group that it reads as
 */
record KafkaTrouble(String brokers, String topic, String group) {
    /** With the remedy; without the message of the client, which may quote a setting. */
    String of(Throwable error) {
        Class<?> type = error.getClass();
        return switch (type.getSimpleName()) {
            case "TopicAuthorizationException" ->
                "may not read the topic " + topic + " at " + brokers
                        + ": have its user allowed to Read and Describe it";
            case "GroupAuthorizationException" ->
                "may not read as the group " + group + " at " + brokers
                        + ": have its user allowed to Read the group, or set" + " another groupId";
            case "SaslAuthenticationException", "SslAuthenticationException", "SSLHandshakeException" ->
                "is not let in by Kafka at " + brokers
                        + ": set the security protocol, the login and the certificates of" + " the client right";
            case "InvalidTopicException" ->
                "has the topic " + topic + ", which Kafka does not take for a name; correct it";
            case "UnknownTopicOrPartitionException" -> ofAbsent(List.of(topic));
            default ->
                "got no answer of Kafka at " + brokers
                        + ": is it running and reachable from here, and are brokers and security protocol right?";
        };
    }

    /** For topics that are not there. */
    String ofAbsent(List<String> topics) {
        return "reads " + String.join(", ", topics) + ", which is not there at " + brokers
                + ", or the user may not see it: make it with as many partitions as it needs, or correct the name";
    }
}
