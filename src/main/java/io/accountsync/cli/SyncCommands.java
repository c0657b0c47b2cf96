package io.accountsync.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands by their names, in the order of the help. */
final class SyncCommands {
    static final Map<String, Class<?>> ALL = Collections.unmodifiableMap(all());

    private SyncCommands() {}

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> all = new LinkedHashMap<>();
        all.put("serve", ServeCommand.class);
        all.put("run", RunCommand.class);
        all.put("auth", AuthCommand.class);
        all.put("config", ConfigCommand.class);
        all.put("completion", CompletionCommand.class);
        all.put("driver", DriverCommand.class);
        all.put("add", AddCommand.class);
        all.put("status", StatusCommand.class);
        all.put("init", InitCommand.class);
        all.put("check", CheckCommand.class);
        all.put("discover", DiscoverCommand.class);
        all.put("import-dataloader", ImportDataloaderCommand.class);
        all.put("plan", PlanCommand.class);
        all.put("adopt", AdoptCommand.class);
        all.put("reconcile", ReconcileCommand.class);
        all.put("approve", ApproveCommand.class);
        all.put("explain", ExplainCommand.class);
        all.put("failures", FailuresCommand.class);
        all.put("forget", ForgetCommand.class);
        all.put("reset", ResetCommand.class);
        all.put("restore", RestoreCommand.class);
        all.put("alert", AlertCommand.class);
        all.put("console", ConsoleCommand.class);
        all.put("demo", DemoCommand.class);
        all.put("org", OrgCommand.class);
        return all;
    }

    /**
     * Those that picocli has to know for these arguments: the one that they begin with, or all of them. To make the model of all
     * takes longer than a command such as {@code status} itself.
     */
    static Map<String, Class<?>> neededFor(String... args) {
        Class<?> first = args.length == 0 ? null : ALL.get(args[0]);
        return first == null || first == CompletionCommand.class ? ALL : Map.of(args[0], first);
    }
}
