package io.accountsync.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.init.FileLook;
import io.accountsync.init.Look;
import io.accountsync.init.Proposal;
import io.accountsync.init.ProposalText;
import io.accountsync.init.Question;
import io.accountsync.init.SyncFileWriter;
import io.accountsync.init.SyncNames;
import io.accountsync.init.SyncText;
import io.accountsync.init.TableLook;
import io.accountsync.init.Wishes;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.source.RowLimit;
import io.accountsync.source.SourceDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a sync file for rows that are there, by looking at them and at the org. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description =
                "Write a sync file for a file, table or query: look at its rows and at the fields that the org has, and map"
                        + " the columns that are plainly for one of them. Says why, what it leaves out, and what it cannot know."
                        + " Sends nothing, and overwrites nothing.")
final class InitCommand implements Callable<Integer> {
    private static final RowLimit MOST = new RowLimit(500_000);
    private static final Map<String, String> NEXT = new LinkedHashMap<>();

    static {
        NEXT.put("check", "looks at login, mapping and rows; sends nothing");
        NEXT.put("plan", "shows what a run would write; sends nothing");
        NEXT.put("run", "sends it");
    }

    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            description = "Name of the sync; that of the file or table when left out.")
    private String sync;

    @Option(names = "--from", paramLabel = "FILE", description = "CSV or JSON file, relative to the working directory.")
    private String file;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Table or view of the database that source.url names, with or without its schema.")
    private String table;

    @Option(names = "--query", paramLabel = "SQL", description = "Query of that database.")
    private String query;

    @Option(names = "--charset", description = "Encoding of the file, where it is not what is found out.")
    private String charset;

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "What separates columns of the file, or tab, where it is not what is found out.")
    private String delimiter;

    @Option(
            names = "--object",
            defaultValue = "Account",
            description = "API name of the Salesforce object (default: ${DEFAULT-VALUE}).")
    private String object;

    @Option(names = "--key", paramLabel = "COLUMN", description = "Column that has a value of its own in each row.")
    private String key;

    @Option(
            names = "--external-id",
            paramLabel = "FIELD",
            description = "External ID field that the key goes into, where the object has several.")
    private String externalId;

    @Option(
            names = "--cursor",
            paramLabel = "COLUMN",
            description = "Column of the table or query that grows with each change of a row.")
    private String cursor;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "A field and the column that it is filled from; may be given several times.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, SalesforceException {
        requireOneSource();
        Settings settings = CamelRuntime.settings();
        if (sync != null) {
            writer(SyncNames.require(sync)).requireAbsent();
        }
        Look look = look(settings);
        String name = sync == null ? SyncNames.of(look.name()) : sync;
        writer(name).requireAbsent();
        Proposal proposal = propose(look, ZoneId.of(settings.required("sync.time-zone")));
        PrintWriter out = spec.commandLine().getOut();
        out.print(ProposalText.of(proposal));
        if (!proposal.questions().isEmpty()) {
            out.flush();
            spec.commandLine().getErr().print(asked(proposal.questions()));
            spec.commandLine().getErr().flush();
            return 2;
        }
        writer(name).write(SyncText.of(proposal, name));
        out.print(written(name));
        out.flush();
        return 0;
    }

    private void requireOneSource() {
        long sources = Stream.of(file, table, query).filter(one -> one != null).count();
        if (sources != 1) {
            throw new ConfigurationException(
                    (sources == 0 ? "It is not said where the rows are: " : "The rows can come from one place only: ")
                            + "give one of --from customers.csv, --table schema.customers (of the database that"
                            + " SOURCE_URL names) or --query \"select ...\"; without rows, account-sync discover"
                            + " --mapping writes a file whose columns are guesses");
        }
        if (file == null && (charset != null || delimiter != null)) {
            throw new ConfigurationException("--charset and --delimiter are for files. Leave them out");
        }
    }

    private Look look(Settings settings) throws SQLException {
        if (file != null) {
            return FileLook.of(file, charset, delimiter, MOST);
        }
        try (HikariDataSource database = SourceDatabase.open(settings)) {
            TableLook tables = new TableLook(database, MOST);
            return table != null ? tables.table(table) : tables.query(query);
        }
    }

    private Proposal propose(Look look, ZoneId zone) throws SalesforceException {
        try (CamelRuntime runtime = CamelRuntime.withoutSyncs()) {
            runtime.start();
            Org org = new Org(runtime.context());
            SObjectDescription describe = ChosenObject.of(new CachedDescribes(org), object);
            Proposal proposal =
                    Proposal.of(look, describe, new Wishes(key, externalId, cursor, map), zone, Clock.systemUTC());
            OrgIdentity identity = org.identity();
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Fields of %s in %s (%s, %s)%n%n",
                            describe.getName(), identity.name(), identity.kind(), identity.id());
            return proposal;
        }
    }

    private SyncFileWriter writer(String name) {
        Path place = Optional.ofNullable(SyncFiles.place(options.routes)).orElse(SyncFiles.DEFAULT);
        boolean isFile = place.toString().endsWith(SyncFiles.ENDING);
        return new SyncFileWriter(isFile ? place : place.resolve(name + SyncFiles.ENDING));
    }

    private String asked(List<Question> questions) {
        List<String> arguments =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        TextLines text = new TextLines(10);
        text.line("");
        text.line("No file was written.");
        questions.forEach(question -> text.lines("", question.text()));
        StringBuilder command = new StringBuilder(ProgramName.with(arguments));
        questions.forEach(question -> command.append(" ").append(question.option()));
        text.line("For example:");
        text.line("  %s", command);
        return text.toString();
    }

    private String written(String name) {
        Path file = writer(name).file();
        // Other sync files there may need what is not set, such as another source.
        boolean mustBeNamed = options.routes != null
                || SyncFiles.find(file.toAbsolutePath().getParent()).size() > 1;
        TextLines text = new TextLines(10);
        text.line("");
        text.line("Written: %s", file);
        text.line("Next:");
        NEXT.forEach((command, what) -> {
            List<String> arguments = new ArrayList<>(List.of(command, name));
            if (mustBeNamed) {
                arguments.addAll(List.of("--routes", file.toString()));
            }
            text.line("  %s  # %s", ProgramName.with(arguments), what);
        });
        return text.toString();
    }
}
