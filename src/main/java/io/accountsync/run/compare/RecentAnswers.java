package io.accountsync.run.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answers that were wanted last, no more than a fixed number of them. For one thread. */
final class RecentAnswers extends LinkedHashMap<String, References.Answer> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final int most;

    RecentAnswers(int most) {
        super(16, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, References.Answer> eldest) {
        return size() > most;
    }
}
