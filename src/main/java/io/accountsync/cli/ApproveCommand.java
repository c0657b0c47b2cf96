package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.state.GuardedEffect;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.StateDatabase;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets happen what a guard held back, of a run or of a stream. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description =
                "Allow a run that was held back, since it would create or change so many records, or since the source lacks "
                        + "so many that it had. The next run "
                        + "does it, by hand or on the schedule, as long as mapping and org stay the same and it has not grown by more "
                        + "than a tenth. Or let a stream go on: plans of streams begin with s, and each is approved by itself.")
final class ApproveCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "SYNC",
            completionCandidates = SyncCandidates.class,
            description = "Name of the sync.")
    private String sync;

    @Parameters(
            index = "1",
            paramLabel = "PLAN",
            description = "The plan, as the report of the run, the alert or the status names it.")
    private String plan;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (StateDatabase database = KnownSyncs.open()) {
            KnownSyncs.of(database).named(sync);
            Plans plans = new Plans(database, sync);
            if (!plans.approve(plan)) {
                throw new ConfigurationException(
                        "The sync " + sync + " has no plan " + plan + " to approve." + held(plans.all()));
            }
            Plan approved = plans.find(plan).orElseThrow();
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    "Approved: the %s of %s may %s%s.%s%n",
                    approved.isOfStream() ? "stream" : "next run",
                    sync,
                    allowed(approved),
                    lacking(approved),
                    anew(approved));
            out.flush();
            return 0;
        }
    }

    private static String held(List<Plan> held) {
        return held.isEmpty()
                ? " Neither a run nor the stream of it was held back."
                : held.stream()
                        .map(other -> " The one of the " + (other.isOfStream() ? "stream" : "next run") + " is "
                                + other.id() + (other.approved() ? ", which is approved" : "") + ": "
                                + other.reason())
                        .collect(Collectors.joining());
    }

    /** What has to be known of the batches behind the one that was held back. */
    private static String anew(Plan approved) {
        return approved.allowances().isEmpty()
                ? ""
                : " In addition to what waits, its guards let as much pass within 24 hours as they always do.";
    }

    private static String allowed(Plan approved) {
        List<String> allowed = new ArrayList<>();
        add(allowed, "create about ", records(approved, GuardedEffect.CREATE, approved.creates()));
        add(allowed, "change about ", records(approved, GuardedEffect.CHANGE, approved.updates()));
        add(allowed, "empty fields of about ", records(approved, GuardedEffect.CLEAR, approved.clears()));
        if (approved.gone() != null) {
            allowed.add("delete or flag the very records that this plan is about, and no others");
        }
        if (allowed.isEmpty()) {
            return "go on";
        }
        String last = allowed.remove(allowed.size() - 1);
        return allowed.isEmpty() ? last : String.join(", ", allowed) + " and " + last;
    }

    /** Of a stream what waits; what went before it is in Salesforce. */
    private static long records(Plan approved, GuardedEffect effect, long ofRun) {
        return approved.isOfStream() ? approved.allowances().getOrDefault(effect, 0L) : ofRun;
    }

    private static void add(List<String> allowed, String what, long records) {
        if (records > 0) {
            allowed.add(what + Quantity.of(records, "record"));
        }
    }

    private static String lacking(Plan approved) {
        if (approved.missing() == 0) {
            return "";
        }
        return ", though the source lacks about " + Quantity.of(approved.missing(), "record") + " that it had"
                + (approved.gone() != null
                        ? ""
                        : approved.missing() == 1 ? "; it stays in Salesforce" : "; they stay in Salesforce");
    }
}
