package io.accountsync.source;

/**
 * Finds out whether pages name each other in a circle, which would be read for ever. Of all that were named only one is kept, and
 * another after twice as many pages: a circle is noticed when it has been gone round a few times at most, however long it is.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Cycle_detection#Brent's_algorithm">Brent's algorithm</a>
 */
final class PageCircle {
    private Object kept;
    private long keptAt;
    private long keepAgainAt = 1;

    /**
     * Takes what a page named as the next.
     *
     * @return the earlier page that named the same; 0 when that is not known
     */
    long sameAs(long page, Object next) {
        if (next.equals(kept)) {
            return keptAt;
        }
        if (page >= keepAgainAt) {
            kept = next;
            keptAt = page;
            keepAgainAt = 2 * page;
        }
        return 0;
    }
}
