package io.accountsync.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a run gets to read of the rows of a {@link ModelSource}: all of it, or something that says nothing of what is missing. */
enum ModelReading {
    WHOLE,
    /** There is one more row, and nobody can say of which record it is. */
    WITHOUT_A_KEY {
        @Override
        Object of(List<Map<String, Object>> rows, long next) {
            rows.add(TestSync.row("id", " ", "name", "Who?", "changed", next, "deleted", null));
            return rows;
        }
    },
    /** The source breaks off somewhere. */
    BROKEN_OFF {
        @Override
        Object of(List<Map<String, Object>> rows, long next) {
            Iterator<Map<String, Object>> half =
                    rows.subList(0, rows.size() / 2).iterator();
            return new Iterator<Map<String, Object>>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Map<String, Object> next() {
                    if (!half.hasNext()) {
                        throw new BrokenOff();
                    }
                    return half.next();
                }
            };
        }
    };

    /** Named so that it does not look like a fault of ours in a report. */
    private static final class BrokenOff extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param next a cursor after all others */
    Object of(List<Map<String, Object>> rows, long next) {
        return rows;
    }

    /** Mostly the whole. */
    static ModelReading byChance(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> WITHOUT_A_KEY;
            case 1 -> BROKEN_OFF;
            default -> WHOLE;
        };
    }

    /** The rows as a list that can be added to. */
    Object read(List<Map<String, Object>> rows, long next) {
        return of(new ArrayList<>(rows), next);
    }
}
