package io.accountsync.state;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions whose first error is the one that is reported. A rollback fails when the transaction is gone already,
 * because
 * the connection broke or because SQLite ended it by itself (https://sqlite.org/lang_transaction.html, "Response to errors
 * within a transaction"); Spring would then report the rollback, and not of the full disk.
 */
final class StateTransactions extends DataSourceTransactionManager {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StateTransactions.class);

    StateTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (TransactionSystemException e) {
            LOG.debug("nothing left to roll back", e);
        }
    }
}
