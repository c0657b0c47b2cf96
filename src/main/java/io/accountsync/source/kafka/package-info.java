/**
 * What a route that reads from Kafka with camel-kafka needs besides: which records of a batch are still its own, and where its
 * group stands. Neither camel-kafka nor Kafka's client is on our class path; they are in {@code lib/} of those who use Kafka, whose
 * class loader knows our classes and not the other way round. So nothing here names a class of theirs.
 */
package io.accountsync.source.kafka;
