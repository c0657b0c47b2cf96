package io.accountsync.dataloader;

import java.util.Map;
import java.util.Optional;

/**
 * A process of Data Loader: what process.bat runs by its name.
 *
 * @param id the bean's id
 * @param file the file with the bean, for messages
 * @param line where the bean begins
 * @param settings those of the bean, and those of config.properties where the bean has none
 */
record LoaderProcess(String id, String file, int line, String description, Map<String, Setting> settings) {
    /** A setting that has a value. */
    Optional<Setting> find(String key) {
        return Optional.ofNullable(settings.get(key))
                .filter(setting -> !setting.value().isEmpty());
    }

    /** The value of a setting; empty without one. */
    String text(String key) {
        return find(key).map(Setting::value).orElse("");
    }

    /** Whether a setting is switched on; off without one, as most of Data Loader's are. */
    boolean isOn(String key) {
        return isOn(key, false);
    }

    boolean isOn(String key, boolean withoutOne) {
        return find(key).map(Setting::isTrue).orElse(withoutOne);
    }

    /** Whether records go by the Bulk API, the first or the second. */
    boolean isBulk() {
        return isOn("sfdc.useBulkApi") || isOn("sfdc.useBulkV2Api");
    }

    boolean isCsv() {
        return text("dataAccess.type").equalsIgnoreCase("csvRead");
    }
}
