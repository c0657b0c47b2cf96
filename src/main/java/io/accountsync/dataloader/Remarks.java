package io.accountsync.dataloader;

/** What is different for a process that is carried over: settings without equivalent, and defaults of Data Loader. */
final class Remarks {
    private final Leftovers leftovers;

    Remarks(Leftovers leftovers) {
        this.leftovers = leftovers;
    }

    void add(LoaderProcess process) {
        process.settings().values().stream()
                .filter(setting ->
                        !setting.value().isEmpty() && !setting.value().equals("false"))
                .forEach(setting -> add(process, setting));
        update(process);
        emptyValues(process);
        longTexts(process);
        if (process.find("sfdc.timezone").isEmpty()) {
            add(
                    process,
                    "sfdc.timezone is not set, so that Data Loader takes times without a zone in that of its machine. "
                            + "Here they are in UTC: set sync.<name>.time-zone");
        }
        if (process.isCsv()
                && !process.isOn("dataAccess.readUTF8")
                && process.find("dataAccess.readCharset").isEmpty()) {
            add(
                    process,
                    "the encoding of the CSV file is not said, and Data Loader takes that of its machine. Here it is "
                            + "UTF-8: add the parameter charset to csv-source for another one, such as windows-1252");
        }
        if (process.isCsv()) {
            add(
                    process,
                    "dates in the CSV file must be ISO 8601, such as 2026-01-31; Data Loader also takes 01/31/2026. A row "
                            + "with another form is invalid, and reported");
        }
    }

    private void add(LoaderProcess process, Setting setting) {
        boolean isOfBulk =
                setting.key().startsWith("sfdc.bulk") || setting.key().startsWith("process.bulk");
        KnownSettings.reason(setting.key())
                .map(reason -> isOfBulk && !process.isBulk()
                        ? "not needed, since the process does not use the Bulk API"
                        : reason)
                .ifPresent(reason -> leftovers.add(setting, reason));
        if (!KnownSettings.isKnown(setting.key()) && !setting.file().equals(ProcessFile.NAME)) {
            leftovers.add(setting, "not carried over, since it is not a setting that account-sync knows");
        }
    }

    private void update(LoaderProcess process) {
        process.find("process.operation")
                .filter(setting -> setting.value().equalsIgnoreCase("update"))
                .ifPresent(setting -> leftovers.add(
                        setting,
                        "carried over as operation: update. A row without a record does not fail here: it is counted as not in "
                                + "Salesforce, and looked for again"));
    }

    private void emptyValues(LoaderProcess process) {
        boolean isOn = process.isOn("sfdc.insertNulls");
        process.find("sfdc.insertNulls")
                .filter(setting -> isOn)
                .ifPresent(setting -> leftovers.add(
                        setting,
                        process.isBulk()
                                ? "has no effect with the Bulk API, so that empty values are not sent, as before. Write whenEmpty: "
                                        + "clear where they are to empty a field"
                                : "carried over as whenEmpty: clear for each field. A checkbox cannot be empty: check names it, and "
                                        + "default: \"false\" is the remedy"));
        if (process.isBulk() && process.isCsv()) {
            add(
                    process,
                    "#N/A in a CSV file counts as empty here. Write whenEmpty: clear where it is to empty a field, as it "
                            + "does with the Bulk API; every empty value empties it then");
        }
    }

    private void longTexts(LoaderProcess process) {
        process.find("sfdc.truncateFields")
                .filter(setting -> setting.isTrue() && process.isBulk())
                .ifPresent(setting -> leftovers.add(
                        setting,
                        "has no effect with the Bulk API, where Salesforce rejects texts that are too long. Here such a row is "
                                + "invalid: write tooLong: truncate where a text may be cut"));
        if (!process.isBulk() && process.find("sfdc.truncateFields").isEmpty()) {
            add(
                    process,
                    "sfdc.truncateFields is not set, so that Data Loader cuts texts that are too long without notice. Here "
                            + "such a row is invalid, and reported: write tooLong: truncate where a text may be cut");
        }
    }

    private void add(LoaderProcess process, String text) {
        leftovers.add(process.file(), process.line(), process.id(), text);
    }
}
