package io.accountsync.cli;

import io.accountsync.restore.RestoreListener;
import io.accountsync.restore.RestoreReport;

/** How a restoration is shown: while it goes on, and at its end. */
interface RestoreOutput extends RestoreListener {
    /** It is over. */
    void end(RestoreReport report);
}
