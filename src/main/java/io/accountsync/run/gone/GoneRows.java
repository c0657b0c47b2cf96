package io.accountsync.run.gone;

import java.util.List;

/**
 * The records of one run that are to be deleted since their rows are gone, and that the guard let pass: pages in the order of
 * their keys, which lie on disk until they are asked for. May be gone through several times.
 */
public interface GoneRows extends Iterable<List<GoneRow>> {
    /** How many there are. */
    long count();
}
