package io.accountsync.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job with nothing else installed: a local org, a sample source, two runs. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Start the local org and a sample source, run the sample sync, change some rows, run again, and show"
                        + " both reports and what is in the org. Needs nothing and leaves nothing behind.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--objects",
            description =
                    "Accounts, Contacts and a custom object from one database, in order, in place of Accounts alone.")
    private boolean objects;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ExecutableJar.require(spec);
        PrintWriter out = spec.commandLine().getOut();
        return objects ? ObjectsDemo.show(out) : Demo.show(out);
    }
}
