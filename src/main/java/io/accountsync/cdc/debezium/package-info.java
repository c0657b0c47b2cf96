/** What needs the classes of Debezium, which people put into lib/: loaded beside them, see ChangeReaders. */
package io.accountsync.cdc.debezium;
