/**
 * Streams: rows that come by themselves, one or many at a time. Whoever hands them over waits until each has its outcome in the state.
 */
package io.accountsync.run.stream;
