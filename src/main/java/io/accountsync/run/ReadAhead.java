package io.accountsync.run;

import io.accountsync.config.LogContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RuntimeCamelException;

/**
 * Reads on a thread of its own, a little ahead, so that the stages of a work share the cores: while one waits for the source, the state or
 * the org, the others go on. A slow consumer holds its source back; an error of the source comes out where its row would have.
 */
public final class ReadAhead<T> implements Iterator<T>, AutoCloseable {
    private static final int PAGE = 500;

    private final Iterator<T> rows;
    private final int size;
    private final Runnable closing;
    private final BlockingQueue<Page<T>> pages;
    private final Thread reader;
    private Iterator<T> current = Collections.emptyIterator();
    private Page<T> last;
    private T peeked;

    /**
     * Some rows.
     *
     * @param isLast whether none come after these
     * @param error why none come; else null
     */
    private record Page<T>(List<T> rows, boolean isLast, Throwable error) {}

    /** Rows as they come, some pages of them ahead; {@code closing} is run at the end, after the last of them was read. */
    public static <T> ReadAhead<T> ofRows(Iterator<T> rows, Runnable closing, String thread, int pages) {
        return new ReadAhead<>(rows, closing, thread, PAGE, pages);
    }

    /** What is large, one ahead. */
    public static <T> ReadAhead<T> ofPages(Iterator<T> pages, String thread) {
        return new ReadAhead<>(pages, () -> {}, thread, 1, 1);
    }

    private ReadAhead(Iterator<T> rows, Runnable closing, String thread, int size, int ahead) {
        this.rows = rows;
        this.size = size;
        this.closing = closing;
        this.pages = new ArrayBlockingQueue<>(ahead);
        this.reader = new Thread(LogContext.carried(this::read), thread);
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public boolean hasNext() {
        if (peeked != null) {
            return true;
        }
        while (!current.hasNext()) {
            if (last != null) {
                if (last.error() != null) {
                    throw RuntimeCamelException.wrapRuntimeException(last.error());
                }
                return false;
            }
            Page<T> page = take();
            current = page.rows().iterator();
            last = page.isLast() ? page : null;
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T row = peeked == null ? current.next() : peeked;
        peeked = null;
        return row;
    }

    /** The next row, which stays the next. */
    public T peek() {
        peeked = next();
        return peeked;
    }

    /** Ends the reading, wherever it is, and closes the source. */
    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closing.run();
    }

    private void read() {
        List<T> page = new ArrayList<>(size);
        try {
            while (rows.hasNext() && !Thread.currentThread().isInterrupted()) {
                page.add(rows.next());
                if (page.size() == size) {
                    pages.put(new Page<>(page, false, null));
                    page = new ArrayList<>(size);
                }
            }
            pages.put(new Page<>(page, true, null));
        } catch (InterruptedException e) {
            // Nobody waits for rows any more.
        } catch (Throwable e) {
            // An Error too: whoever waits for rows would wait for ever.
            handOver(page, e);
        }
    }

    private void handOver(List<T> page, Throwable error) {
        try {
            pages.put(new Page<>(page, true, error));
        } catch (InterruptedException e) {
            // Nobody waits for rows any more.
        }
    }

    private Page<T> take() {
        try {
            return pages.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the source", e);
        }
    }
}
