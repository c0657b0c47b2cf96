package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows come in order whatever the threads do, errors come where their row would have, and a slow run holds a source back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {
    @Test
    void everyRowComesOnceAndInOrder() {
        List<Object> read = new ArrayList<>();
        try (ReadAhead<Object> rows = ahead(rows(12_345, null))) {
            rows.forEachRemaining(row -> read.add(((Map<?, ?>) row).get("n")));
        }
        assertThat(read)
                .containsExactlyElementsOf(IntStream.range(0, 12_345).boxed().toList());
    }

    @Test
    void anErrorComesAfterTheRowsBeforeIt() {
        try (ReadAhead<Object> rows = ahead(rows(700, new StackOverflowError("deep")))) {
            for (int i = 0; i < 700; i++) {
                rows.next();
            }
            assertThatThrownBy(rows::hasNext).hasRootCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void aSlowRunHoldsTheSourceBack() {
        AtomicInteger asked = new AtomicInteger();
        Iterator<Object> source = rows(1_000_000, null);
        try (ReadAhead<Object> rows = ahead(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public Object next() {
                asked.incrementAndGet();
                return source.next();
            }
        })) {
            rows.next();
        }
        assertThat(asked.get()).isLessThanOrEqualTo(500 * 7);
    }

    private static ReadAhead<Object> ahead(Iterator<Object> rows) {
        return ReadAhead.ofRows(rows, () -> {}, "rows", 2);
    }

    private static Iterator<Object> rows(int count, Error end) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == count && end != null) {
                    throw end;
                }
                return next < count;
            }

            @Override
            public Object next() {
                return Map.of("n", next++);
            }
        };
    }
}
