package io.accountsync.source;

/**
 * Where a change stands in the order of its source. Two changes of one row are compared within one origin only.
 *
 * @param origin what counts, such as one partition of a topic or the log of one incarnation of a database: never empty
 * @param value greater for the later change of a row, such as an offset or an LSN
 */
public record SourceVersion(String origin, long value) {}
