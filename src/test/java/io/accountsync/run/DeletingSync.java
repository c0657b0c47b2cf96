package io.accountsync.run;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.state.Deletion;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.util.List;

/** A sync that reads all of its rows in each run, customers 1 to n, and deletes the records of those that are not among them. */
public final class DeletingSync implements AutoCloseable {
    private static final String DELETES =
            TestSync.ACCOUNTS.replace("externalId:", "whenRowGone: delete\n        externalId:");

    private final TestSync sync;

    private DeletingSync(TestSync sync) {
        this.sync = sync;
    }

    public static DeletingSync start(LocalOrg org, Path directory, String... settings) {
        String[] all = new String[settings.length + 6];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "sync.max-missing";
        all[settings.length + 1] = "100";
        all[settings.length + 2] = "sync.max-creates";
        all[settings.length + 3] = "100000";
        all[settings.length + 4] = "sync.max-deletions";
        all[settings.length + 5] = "100%";
        return new DeletingSync(TestSync.start(org, directory, DELETES, all));
    }

    public TestSync sync() {
        return sync;
    }

    /** A run that reads customers 1 to n. */
    public RunReport runWithRows(int n) {
        return sync.rows(TestSync.customers(n)).run();
    }

    /** The last deletion of a key. */
    public Deletion deletion(String key) {
        return sync.ofState(state -> state.deletions().of(key).get(0));
    }

    /** How many records the state knows. */
    public long known() {
        return sync.ofState(state -> state.records().count());
    }

    /** The Salesforce id of a key as the state knows it; null when it does not. */
    public String idOf(String key) {
        SyncedRecord record =
                sync.ofState(state -> state.records().find(List.of(key)).get(key));
        return record == null ? null : record.salesforceId();
    }

    @Override
    public void close() {
        sync.close();
    }
}
