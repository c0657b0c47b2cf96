package io.accountsync.dataloader;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The settings of a process that are keys of its sync. */
final class SyncKeys {
    private static final int MOST_IN_A_BATCH = 200;

    private final ImportedKeys keys;
    private final Mistakes mistakes;
    private final Leftovers leftovers;

    SyncKeys(ImportedKeys keys, Mistakes mistakes, Leftovers leftovers) {
        this.keys = keys;
        this.mistakes = mistakes;
        this.leftovers = leftovers;
    }

    void add(LoaderProcess process, String sync) {
        batchSize(process, sync);
        path(process, sync);
        zone(process, sync);
        keys.hint("While account-sync serves, " + sync + " runs every quarter of an hour unless this says otherwise: "
                + key(sync, "schedule") + "=0 0 2 * * ?");
    }

    private void batchSize(LoaderProcess process, String sync) {
        Optional<Setting> setting = process.find("sfdc.loadBatchSize");
        if (setting.isEmpty()) {
            return;
        }
        if (!setting.get().value().matches("[1-9]\\d{0,8}")) {
            mistakes.add(setting.get(), "is not a number of records, such as 200. Correct it");
            return;
        }
        int size = Integer.parseInt(setting.get().value());
        if (process.isBulk()) {
            leftovers.add(
                    setting.get(),
                    "not needed with Bulk API 2.0, which makes its batches itself. See sync.bulk.job-size");
        } else if (size > MOST_IN_A_BATCH) {
            leftovers.add(setting.get(), "not carried over: a call takes 200 records at most, which is the default");
        } else if (size < MOST_IN_A_BATCH) {
            set(key(sync, "batch-size"), String.valueOf(size), setting.get());
        }
    }

    private void path(LoaderProcess process, String sync) {
        process.find("sfdc.useBulkV2Api")
                .filter(Setting::isTrue)
                .or(() -> process.find("sfdc.useBulkApi"))
                .or(() -> process.find("sfdc.useBulkV2Api"))
                .ifPresent(setting -> set(key(sync, "path"), setting.isTrue() ? "bulk" : "collections", setting));
    }

    private void zone(LoaderProcess process, String sync) {
        process.find("sfdc.timezone").ifPresent(setting -> {
            try {
                String zone = ZoneId.of(setting.value(), ZoneId.SHORT_IDS).getId();
                set(key(sync, "time-zone"), zone, setting);
            } catch (DateTimeException e) {
                mistakes.add(setting, "is not a time zone. Write one such as Europe/Berlin or GMT+1");
            }
        });
    }

    private static String key(String sync, String name) {
        return "sync." + sync + "." + name;
    }

    private void set(String key, String value, Setting from) {
        keys.set(key, value, from.place() + ": " + from.key());
    }
}
