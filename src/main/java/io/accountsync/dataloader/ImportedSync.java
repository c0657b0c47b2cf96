package io.accountsync.dataloader;

/**
 * A sync that does what a process did.
 *
 * @param file the text of its sync file
 * @param summary what it does, in a line
 */
record ImportedSync(String file, String summary) {}
