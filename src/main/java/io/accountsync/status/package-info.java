/** What the state knows of syncs and their records, for people: the same for commands and for the console. */
package io.accountsync.status;
