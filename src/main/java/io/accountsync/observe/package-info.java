/** What a process that serves reports of itself: metrics and whether it is ready. */
package io.accountsync.observe;
