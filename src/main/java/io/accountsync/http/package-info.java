/** What any port of ours does not let itself be held up by. */
package io.accountsync.http;
