/** What a process that serves tells of itself: metrics and whether it is ready. */
package io.accountsync.observe;
