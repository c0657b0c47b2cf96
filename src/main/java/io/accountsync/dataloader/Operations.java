package io.accountsync.dataloader;

import java.util.Locale;
import java.util.Optional;

/** Which operations of Data Loader a sync can do. */
final class Operations {
    private Operations() {}

    /** Why a process cannot be carried over as a whole, and what to do; empty when it can. */
    static Optional<String> refusal(LoaderProcess process) {
        if (process.find("process.operation").isEmpty()) {
            return Optional.of(
                    "the file does not say its operation, and Data Loader inserts then. Where the command line says "
                            + "it, write process.operation into the file, and import again");
        }
        String operation = process.text("process.operation").toLowerCase(Locale.ROOT);
        return switch (operation) {
            case "upsert" -> ofUpsert(process);
            case "update" -> ofUpdate(process);
            case "insert" ->
                Optional.of(
                        "it inserts, which makes duplicates when it is repeated. Give the object an External "
                                + "ID field, map it, set process.operation to upsert and sfdc.externalIdField to it, and import again");
            case "delete", "hard_delete", "harddelete" ->
                Optional.of("it deletes, which account-sync never does. Keep deleting to another tool");
            case "undelete" -> Optional.of("it undeletes, which account-sync does not do");
            case "extract", "extract_all", "extractall" ->
                Optional.of(
                        "it extracts, and account-sync goes into Salesforce only. The Salesforce CLI can take its place: "
                                + "sf data export bulk");
            default ->
                Optional.of("Data Loader has no operation of that name. Correct process.operation and import again");
        };
    }

    private static Optional<String> ofUpsert(LoaderProcess process) {
        if (process.text("sfdc.externalIdField").equalsIgnoreCase("Id")) {
            return Optional.of(
                    "it finds records by Salesforce's ids. Give the object an External ID field, map it, set "
                            + "sfdc.externalIdField to it, and import again");
        }
        return ofSource(process);
    }

    private static Optional<String> ofUpdate(LoaderProcess process) {
        String key = process.text("sfdc.externalIdField");
        if (key.isEmpty() || key.equalsIgnoreCase("Id")) {
            return Optional.of(
                    "it updates records by Salesforce's ids, which has no equivalent: account-sync finds records by "
                            + "an External ID field. Give the object one, map it, set sfdc.externalIdField to it, and import again");
        }
        return ofSource(process);
    }

    private static Optional<String> ofSource(LoaderProcess process) {
        String type = process.text("dataAccess.type");
        return process.isCsv() || type.equalsIgnoreCase("databaseRead")
                ? Optional.empty()
                : Optional.of("its dataAccess.type is neither csvRead nor databaseRead. Correct it and import again");
    }
}
