package io.accountsync.run.compare;

import io.accountsync.config.LogContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.RuntimeCamelException;

/**
 * Reads rows on a thread of its own, a few pages ahead, so that fetching and comparing share two cores. A slow consumer
 * holds the source back; an error of the source comes out where its row would have.
 */
public final class ReadAhead implements Iterator<Object>, AutoCloseable {
    private static final int PAGE = 500;
    private static final int PAGES = 4;

    private final SourceRows rows;
    private final BlockingQueue<Page> pages = new ArrayBlockingQueue<>(PAGES);
    private final Thread reader;
    private Iterator<Object> current = List.of().iterator();
    private Page last;
    private Object peeked;

    /**
     * Some rows.
     *
     * @param isLast whether none come after these
     * @param error why none come; else null
     */
    private record Page(List<Object> rows, boolean isLast, Throwable error) {}

    public ReadAhead(SourceRows rows) {
        this.rows = rows;
        this.reader = new Thread(LogContext.carried(this::read), "source-rows");
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
            Page page = take();
            current = page.rows().iterator();
            last = page.isLast() ? page : null;
        }
        return true;
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object row = peeked == null ? current.next() : peeked;
        peeked = null;
        return row;
    }

    /** The next row, which stays the next. */
    public Object peek() {
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
        rows.close();
    }

    private void read() {
        List<Object> page = new ArrayList<>(PAGE);
        try {
            while (rows.hasNext() && !Thread.currentThread().isInterrupted()) {
                page.add(rows.next());
                if (page.size() == PAGE) {
                    pages.put(new Page(page, false, null));
                    page = new ArrayList<>(PAGE);
                }
            }
            pages.put(new Page(page, true, null));
        } catch (InterruptedException e) {
            // Nobody waits for rows any more.
        } catch (Throwable e) {
            // An Error too: whoever waits for rows would wait for ever.
            handOver(page, e);
        }
    }

    private void handOver(List<Object> page, Throwable error) {
        try {
            pages.put(new Page(page, true, error));
        } catch (InterruptedException e) {
            // Nobody waits for rows any more.
        }
    }

    private Page take() {
        try {
            return pages.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the source", e);
        }
    }
}
