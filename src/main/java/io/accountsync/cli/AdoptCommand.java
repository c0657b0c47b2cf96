package io.accountsync.cli;

import io.accountsync.adopt.Adoption;
import io.accountsync.adopt.AdoptionReport;
import io.accountsync.adopt.MatchReport;
import io.accountsync.adopt.ProposalFiles;
import io.accountsync.config.FileName;
import io.accountsync.config.Quantity;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Links records that the org has already to the rows of a sync. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = "Match the org's records without External ID to the rows of a sync and write a CSV to look at;"
                + " with --apply, give those that are one to one in it their External ID, and nothing else.")
final class AdoptCommand implements Callable<Integer> {
    @Mixin
    private RuntimeOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync; may be left out when there is one.")
    private String sync;

    @ArgGroup
    private Way way = new Way();

    @Spec
    private CommandSpec spec;

    /** What it is to do; picocli refuses more than one of these. */
    static final class Way {
        @ArgGroup(exclusive = false)
        private Proposal proposal;

        @Option(
                names = "--apply",
                paramLabel = "FILE",
                description =
                        "Write the External IDs of the one-to-one lines of a file that adopt wrote. Can be repeated:"
                                + " what is done is left out.")
        private Path apply;

        @Option(
                names = "--undo",
                paramLabel = "FILE",
                description =
                        "Take away again what --apply wrote, where it is still there; FILE is the one that --apply"
                                + " wrote next to its own.")
        private Path undo;

        @Option(
                names = "--release",
                description =
                        "Let runs create all rows that adopt found may be records of the org. Changes nothing there.")
        private boolean release;
    }

    /** Options of the matching. */
    static final class Proposal {
        @Option(
                names = "--match",
                paramLabel = "RULES",
                description = "By which fields they are the same, the best rule first, such as \"Website domain, Name +"
                        + " BillingCountry\". Default: match in the sync file.")
        private String match;

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                description = "File to write, with contents of your rows and records. Default: adopt-<sync>.csv.")
        private Path csv;

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description =
                        "Write the same as a page for a browser, each record next to its row; it is only looked at.")
        private Path html;

        @Option(
                names = "--spreadsheet",
                description = "Write it for a spreadsheet: an apostrophe before what it would run as a formula."
                        + " --apply takes it away again.")
        private boolean spreadsheet;
    }

    private final Interruption interruption;

    AdoptCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws Exception {
        interruption.begin();
        try (CamelRuntime runtime = SyncStart.start(options.routes, sync)) {
            String name = ChosenSync.of(runtime.engine().syncNames(), sync);
            Adoption adoption = new Adoption(runtime.context());
            if (way.release) {
                print(Quantity.of(adoption.release(name), "row was", "rows were")
                        + String.format(" undecided; from now on runs may create such rows.%n"));
                return 0;
            }
            if (way.apply == null && way.undo == null) {
                return propose(adoption, name);
            }
            AdoptionReport report;
            interruption.stops(runtime.engine().runs());
            report = way.undo == null ? adoption.apply(name, way.apply) : adoption.undo(name, way.undo);
            print(AdoptText.of(report));
            return interruption.exitCode(report.exitCode(), report.message());
        } catch (RunStoppedException e) {
            ErrorMessages.say(spec, e.getMessage());
            return interruption.exitCode(RunStatus.STOPPED.exitCode(), e.getMessage());
        }
    }

    private int propose(Adoption adoption, String name) throws Exception {
        Path csv = way.proposal == null || way.proposal.csv == null
                ? FileName.path("adopt-" + name + ".csv", "adopt without --csv")
                : way.proposal.csv;
        Path html = way.proposal == null ? null : way.proposal.html;
        PageFiles.requireTwo(spec, csv, html);
        boolean spreadsheet = way.proposal != null && way.proposal.spreadsheet;
        MatchReport report = adoption.match(
                name,
                way.proposal == null ? null : way.proposal.match,
                new ProposalFiles(csv, spreadsheet, Optional.ofNullable(html)));
        print(AdoptText.of(report, name, csv, html));
        return 0;
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
