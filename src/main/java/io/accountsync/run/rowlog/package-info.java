/** The table that keeps for each record what became of it last. */
package io.accountsync.run.rowlog;
