package io.accountsync.run;

import io.accountsync.config.LogContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.camel.RuntimeCamelException;

/**
 * Work that a thread of its own does while its owner does something else. What goes wrong comes out where the owner asks for the
 * result; an owner who fails before does not ask, so that the order of mistakes is that of one after the other.
 */
public final class Meanwhile<T> {
    private final FutureTask<T> work;

    /** Begins; the work holds nothing when it has ended that its owner would have to close. */
    public Meanwhile(String thread, Callable<T> work) {
        this.work = new FutureTask<>(work);
        Thread worker = new Thread(LogContext.carried(this.work), thread);
        worker.setDaemon(true);
        worker.start();
    }

    /** Waits for its end. */
    public T result() {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw RuntimeCamelException.wrapRuntimeException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }
}
