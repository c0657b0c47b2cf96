/** A page that shows what the state knows, and lets a person who has the token act, on a port of its own. */
package io.accountsync.console;
