package io.accountsync.run.sync;

import io.accountsync.config.Settings;

/** The keys of a sync for tests of other packages that make one without a context. */
public final class TestSettings {
    private TestSettings() {}

    public static SyncSettings of(Settings settings) {
        return SyncSettings.of(settings);
    }
}
