package io.accountsync.state;

import java.util.function.Consumer;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Steps of a state's transactions, at which a test can hold or end them. On the thread that writes. */
public final class Transactions implements TransactionExecutionListener {
    /** None of its locks is taken yet. */
    public static final String BEGIN = "begin";

    /** All is written, and nobody else sees it yet. */
    public static final String COMMIT = "commit";

    /** It is over, however it ended. */
    public static final String END = "end";

    private final Consumer<String> passing;

    private Transactions(Consumer<String> passing) {
        this.passing = passing;
    }

    /** Tells of all transactions of this process from now on. */
    public static void watch(StateDatabase database, Consumer<String> passing) {
        database.observe(new Transactions(passing));
    }

    @Override
    public void beforeBegin(TransactionExecution transaction) {
        passing.accept(BEGIN);
    }

    @Override
    public void afterBegin(TransactionExecution transaction, Throwable failure) {
        if (failure != null) {
            passing.accept(END);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        passing.accept(COMMIT);
    }

    @Override
    public void afterCommit(TransactionExecution transaction, Throwable failure) {
        passing.accept(END);
    }

    @Override
    public void afterRollback(TransactionExecution transaction, Throwable failure) {
        passing.accept(END);
    }
}
