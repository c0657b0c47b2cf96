package io.accountsync.dataloader;

import io.accountsync.config.Quantity;
import io.accountsync.dataloader.DatabaseRead.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Turns processes into syncs, one after the other: they share one org and one database. */
final class ProcessImport {
    private final Path directory;
    private final Optional<DatabaseFile> databases;
    private final ImportedKeys keys;
    private final Mistakes mistakes;
    private final Leftovers leftovers;
    private final OrgSettings org;
    private Database database;

    ProcessImport(
            Path directory,
            Optional<DatabaseFile> databases,
            ImportedKeys keys,
            Mistakes mistakes,
            Leftovers leftovers) {
        this.directory = directory;
        this.databases = databases;
        this.keys = keys;
        this.mistakes = mistakes;
        this.leftovers = leftovers;
        this.org = new OrgSettings(keys, leftovers);
    }

    /** The database that the keys of the source name; empty while no sync reads one. */
    Optional<Database> database() {
        return Optional.ofNullable(database);
    }

    /** The sync of a process; empty when it has none, and then the reason is among the mistakes or what is left over. */
    Optional<ImportedSync> convert(LoaderProcess process, String sync) {
        Optional<String> refusal = Operations.refusal(process);
        if (refusal.isPresent()) {
            return left(process, refusal.get());
        }
        refuseUnknown(process);
        Optional<Setting> entity = required(process, "sfdc.entity", "the API name of the object, such as Account");
        Optional<Setting> key = required(process, "sfdc.externalIdField", "the External ID field");
        Optional<Setting> mapping = required(process, "process.mappingFile", "the mapping file, an .sdl");
        Optional<Setting> name = required(process, "dataAccess.name", "the CSV file, or the query");
        Optional<MappingFile> file =
                mapping.flatMap(setting -> MappingFile.read(directory, setting, mistakes, leftovers));
        Optional<DatabaseRead> read = process.isCsv() ? Optional.empty() : name.flatMap(this::query);
        if (entity.isEmpty()
                || key.isEmpty()
                || file.isEmpty()
                || name.isEmpty()
                || !process.isCsv() && read.isEmpty()) {
            return Optional.empty();
        }
        Optional<SinceQuery> since = read.map(SinceQuery::of);
        if (since.isPresent() && since.get().refusal() != null) {
            return left(process, since.get().refusal());
        }
        return convert(process, sync, file.get(), read, since.orElse(null));
    }

    private Optional<ImportedSync> convert(
            LoaderProcess process, String sync, MappingFile mapping, Optional<DatabaseRead> read, SinceQuery since) {
        String key = process.text("sfdc.externalIdField");
        boolean clears = process.isOn("sfdc.insertNulls") && !process.isBulk();
        Predicate<String> hasColumn =
                column -> read.map(query -> query.hasColumn(column)).orElse(true);
        List<MappedField> fields = MappedFields.of(mapping, key, clears, hasColumn, leftovers);
        if (fields.isEmpty() || !fields.get(0).name().equalsIgnoreCase(key)) {
            return left(
                    process,
                    "its mapping " + mapping.name() + " gives no column to the External ID field " + key
                            + "; add a line for it and import again");
        }
        if (fields.get(0).isConstant()) {
            return left(
                    process, "its mapping gives every row the same " + key + "; map the column that identifies a row");
        }
        Optional<String> otherPlace =
                read.flatMap(query -> otherDatabase(query.source())).or(() -> org.other(process));
        if (otherPlace.isPresent()) {
            return left(process, otherPlace.get());
        }
        org.add(process);
        read.ifPresent(query -> addDatabase(query.source()));
        new SyncKeys(keys, mistakes, leftovers).add(process, sync);
        new Remarks(leftovers).add(process);
        if (since != null && since.cursor() != null) {
            leftovers.add(
                    DatabaseFile.NAME,
                    read.orElseThrow().line(),
                    read.orElseThrow().id(),
                    "compares with the greatest value that was read, in the place of the time of the last run. The first run reads "
                            + "every row");
        }
        return Optional.of(write(process, sync, fields, mapping, since));
    }

    private ImportedSync write(
            LoaderProcess process, String sync, List<MappedField> fields, MappingFile mapping, SinceQuery since) {
        String object = process.text("sfdc.entity");
        boolean clears = process.isOn("sfdc.insertNulls") && !process.isBulk();
        boolean cuts = process.isOn("sfdc.truncateFields") && !process.isBulk();
        List<String> comments = new ArrayList<>();
        if (!process.description().isEmpty()) {
            comments.add(process.description());
        }
        comments.add("From the process " + process.id() + " of Data Loader and its mapping " + mapping.name()
                + ", by account-sync import-dataloader.");
        SyncFileWriter writer = new SyncFileWriter(
                sync,
                object,
                process.text("sfdc.externalIdField"),
                process.text("process.operation").equalsIgnoreCase("update"),
                since,
                comments);
        fields.forEach(field -> {
            boolean isKey = field == fields.get(0);
            writer.field(field, clears && !isKey, cuts && !isKey && field.isPlain() && !field.isConstant());
        });
        writer.schedule(sync);
        if (process.isCsv()) {
            writer.csvSource(sync, new CsvSettings(mistakes, leftovers).parameters(process));
        } else {
            writer.sqlSource(sync, since.sql());
        }
        return new ImportedSync(
                writer.text(),
                Quantity.of(fields.size(), "field") + " of " + object + " by " + process.text("sfdc.externalIdField")
                        + (process.isCsv() ? ", from a CSV file" : ", from a query"));
    }

    /** A setting of anybody's own may be a parameter of a query. */
    private void refuseUnknown(LoaderProcess process) {
        Set<String> parameters = databases.map(DatabaseFile::parameters).orElse(Set.of());
        process.settings().values().stream()
                .filter(setting -> setting.file().equals(ProcessFile.NAME))
                .filter(setting -> !KnownSettings.isKnown(setting.key()) && !parameters.contains(setting.key()))
                .forEach(setting -> mistakes.add(
                        setting,
                        "is not a setting of Data Loader, which passes over it"
                                + KnownSettings.meant(setting.key())
                                        .map(name -> "; did you mean " + name + "? Correct it, or remove it")
                                        .orElse("; remove it")));
    }

    private Optional<DatabaseRead> query(Setting name) {
        if (databases.isEmpty()) {
            mistakes.add(
                    name,
                    "names the query " + name.value() + ", and " + directory + " has no " + DatabaseFile.NAME
                            + " to define it. Put it there");
        }
        return databases.flatMap(file -> file.find(name));
    }

    private Optional<String> otherDatabase(Database other) {
        return database == null || database.isSame(other)
                ? Optional.empty()
                : Optional.of(
                        "it reads another database than the processes before it, and source.url names one. Import it "
                                + "by itself, into another directory: --process NAME --to DIRECTORY");
    }

    private void addDatabase(Database read) {
        if (database == null) {
            database = read;
            keys.set("source.url", UrlPasswords.hidden(read.url()), DatabaseFile.NAME + ", line " + read.line());
            if (!read.username().isEmpty()) {
                keys.set("source.username", read.username(), DatabaseFile.NAME + ", line " + read.line());
            }
            keys.hint("The password of the source is not here: set SOURCE_PASSWORD in the environment.");
        }
    }

    private Optional<Setting> required(LoaderProcess process, String key, String what) {
        Optional<Setting> setting = process.find(key);
        if (setting.isEmpty()) {
            mistakes.add(
                    process.file(),
                    process.line(),
                    "the process " + process.id() + " has no " + key + "; give it " + what
                            + "; what Data Loader gets on the command line must be in the file here");
        } else if (key.startsWith("sfdc.") && !setting.get().value().matches("[A-Za-z]\\w*")) {
            mistakes.add(setting.get(), "is not an API name, which has letters, digits and underscores. Correct it");
            return Optional.empty();
        }
        return setting;
    }

    private Optional<ImportedSync> left(LoaderProcess process, String reason) {
        leftovers.add(process.file(), process.line(), process.id(), "the process is not carried over: " + reason);
        return Optional.empty();
    }
}
