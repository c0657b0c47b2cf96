/** Rows that come by themselves: what a message of a stream holds, be it a row, JSON, or a change that Debezium tells. */
package io.accountsync.source.events;
