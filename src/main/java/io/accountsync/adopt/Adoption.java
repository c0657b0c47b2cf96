package io.accountsync.adopt;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.mapping.match.MatchRule;
import io.accountsync.mapping.match.MatchRules;
import io.accountsync.run.CsvFile;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.QueryPager;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.compare.WholeSource;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.Org;
import io.accountsync.state.LinkFile;
import io.accountsync.state.MatchFile;
import io.accountsync.state.RunLog;
import io.accountsync.state.UndecidedRows;
import io.accountsync.state.UndecidedRows.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Gives records that the org has already the External ID of the row that they are. */
public final class Adoption {
    private final CamelContext context;
    private final Engine engine;

    public Adoption(CamelContext context) {
        this.context = context;
        this.engine = Engine.of(context);
    }

    /**
     * Matches the org's records without External ID to the rows of a sync, and writes what it found to a file. Changes
     * nothing in the org; runs do not create the rows that matched until a person decides.
     *
     * @param rules what {@code --match} says; null for what the sync file does
     * @throws RunStoppedException when the org is not the one that is meant, or no calls may be made now
     * @throws Exception what the source route met, or Salesforce
     */
    public MatchReport match(String name, String rules, ProposalFiles files) throws Exception {
        Sync sync = engine.syncs().get(name);
        Settings settings = Settings.of(context).forSync(name);
        Org org = Calls.orgWithoutRun(context, sync, Clock.systemUTC());
        String text = rules == null ? sync.mapping().match() : rules;
        if (text == null) {
            throw new ConfigurationException("By which fields are records and rows the same? Say it as match in "
                    + sync.mapping().file() + ", or with --match \"Website domain, Name + BillingCountry\".");
        }
        SyncTarget target = SyncTarget.of(sync, org, settings, engine.database());
        List<MatchRule> read = MatchRules.read(
                rules == null ? sync.mapping().file() + ", match:" : "--match",
                text,
                target.describe(),
                target.mapper().columns());
        QueryPager pages = new QueryPager(org);
        CsvFile.requireWritable(files.csv());
        try (Matching matching = new Matching(target, read, pages);
                AdoptPage page = files.html().isPresent()
                        ? AdoptPage.create(files.html().get(), read, matching.fields())
                        : null) {
            matching.readOrg();
            List<String> notes = new ArrayList<>(new WholeSource(context, sync).readWithRowsLeftOut(matching::read));
            notes.addAll(matching.notes());
            matching.lookForClaims(org);
            // Not before: somebody may have worked on the file of that name.
            try (Writer writer = CsvFile.create(files.csv())) {
                new AdoptCsv(target, read, matching.fields()).write(matching.matches(), writer, files.spreadsheet());
            }
            UndecidedRows undecided = new UndecidedRows(engine.database(), name);
            engine.database().atomically(() -> keep(undecided, matching.matches()));
            MatchReport report = new MatchReport(
                    target.org(),
                    target.object(),
                    target.keyField(),
                    read.stream().map(MatchRule::toString).toList(),
                    matching.rows(),
                    matching.invalid().count(),
                    matching.invalid().first(),
                    matching.matches().counts(),
                    undecided.count(),
                    org.calls(),
                    notes);
            if (page != null) {
                page.write(
                        matching.matches(),
                        report,
                        name,
                        files.csv(),
                        Clock.systemUTC().instant());
            }
            return report;
        }
    }

    /** What an earlier matching found counts no more. */
    private static void keep(UndecidedRows undecided, MatchFile matches) {
        undecided.clear();
        matches.forEachMatched(keys -> undecided.add(keys, Reason.MATCHED));
        matches.forEachAmbiguous(keys -> undecided.add(keys, Reason.AMBIGUOUS));
    }

    /**
     * Lets runs create all rows that {@link #match} found may be records of the org.
     *
     * @return how many rows that are
     */
    public long release(String name) {
        engine.syncs().get(name);
        return new UndecidedRows(engine.database(), name).clear();
    }

    /**
     * Gives records the External IDs that a file of {@link #match} has for them, where they have none, and writes a file to
     * undo it with. What was done before is left out, so that it can be repeated at any time.
     *
     * @throws RunStoppedException when the org is not the one that is meant, or a run of the sync goes on
     * @throws ConfigurationException when the file is not what it should be; nothing was written then
     * @throws SalesforceException when the org cannot be reached or refuses us before anything was written
     */
    public AdoptionReport apply(String name, Path file) throws SalesforceException {
        return link(name, file, false);
    }

    /** Takes External IDs away again, where they are what {@link #apply} wrote; {@code file} is the one to undo it with. */
    public AdoptionReport undo(String name, Path file) throws SalesforceException {
        return link(name, file, true);
    }

    private AdoptionReport link(String name, Path file, boolean undo) throws SalesforceException {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("The file " + file + " does not exist or cannot be read.");
        }
        try (CommandRun command = CommandRun.writing(engine, name, RunLog.ADOPT)) {
            AdoptionReport report = link(command, file, undo);
            command.ends(report.status(), report.message());
            return report;
        }
    }

    private AdoptionReport link(CommandRun command, Path file, boolean undo) throws SalesforceException {
        Run run = command.run();
        Calls calls = command.calls();
        calls.allowance().refusal().ifPresent(reason -> {
            throw new RunStoppedException(reason);
        });
        Settings settings = Settings.of(context).forSync(run.name());
        Org org = calls.org();
        SyncTarget target = SyncTarget.of(engine.syncs().get(run.name()), org, settings, engine.database());
        try (LinkFile links = new LinkFile(run.settings().directory())) {
            new AdoptionFileReader(target, file, undo).readInto(links);
            try (AdoptionRun linking = new AdoptionRun(calls, target, context, links, file, undo);
                    ProducerTemplate template = context.createProducerTemplate()) {
                linking.decide();
                linking.refuseContradictions();
                Exchange exchange = template.request("direct:sync-adopt", request -> {
                    request.setVariable("run", run);
                    request.setVariable("linking", linking);
                });
                if (exchange.getException() != null) {
                    run.fail(exchange.getException());
                }
                return linking.report();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
