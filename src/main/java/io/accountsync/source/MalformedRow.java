package io.accountsync.source;

/**
 * A row that could not be read; the source yields it in the row's place, so that it is counted and the rest goes on.
 *
 * @param place file and line
 * @param reason without contents of the row
 */
public record MalformedRow(String place, String reason) {}
