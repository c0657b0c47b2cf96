/** Changes of a database as they happen, without Kafka: a component of Camel that reads PostgreSQL's log by Debezium. */
package io.accountsync.cdc;
