package io.accountsync.cli;

import io.accountsync.config.JsonText;
import io.accountsync.mapping.ObjectSchema;
import io.accountsync.mapping.StarterFile;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.salesforce.Org;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the fields of an object as the org has them for our user. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        description =
                "Show the fields of a Salesforce object: a table on a terminal, else JSON Schema; or make a sync file"
                        + " to begin with.")
final class DiscoverCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "OBJECT",
            defaultValue = "Account",
            description = "API name of the object, such as Contact or Invoice__c (default: ${DEFAULT-VALUE}).")
    private String object;

    @ArgGroup
    private Form form = new Form();

    @Spec
    private CommandSpec spec;

    private static final class Form {
        @Option(names = "--json", description = "Print JSON Schema, on a terminal too.")
        private boolean json;

        @Option(names = "--table", description = "Print the table, into a file or pipe too.")
        private boolean table;

        @Option(
                names = "--mapping",
                description = "Print a sync file whose columns are guesses; init writes one for rows that are there.")
        private boolean mapping;
    }

    private final Screen screen;

    DiscoverCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws SalesforceException {
        try (CamelRuntime runtime = CamelRuntime.withoutSyncs()) {
            runtime.start();
            CachedDescribes org = new CachedDescribes(new Org(runtime.context()));
            SObjectDescription describe = ChosenObject.of(org, object);
            PrintWriter out = spec.commandLine().getOut();
            out.print(text(describe, org));
            out.flush();
            return 0;
        }
    }

    private String text(SObjectDescription describe, CachedDescribes org) throws SalesforceException {
        if (form.mapping) {
            return StarterFile.of(describe, org);
        }
        return form.table || Terminal.isInteractive() && !form.json
                ? FieldTable.of(describe, screen)
                : JsonText.of(ObjectSchema.of(describe)) + "\n";
    }
}
