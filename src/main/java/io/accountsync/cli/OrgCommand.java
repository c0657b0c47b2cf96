package io.accountsync.cli;

import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs only the local org, for trials and for other Salesforce clients. */
@Command(
        name = "org",
        mixinStandardHelpOptions = true,
        description =
                "Run the local org until stopped. Its address and credentials are printed as NAME=value lines, and as lines"
                        + " to be pasted into the terminal that account-sync is run in.")
final class OrgCommand implements Runnable {
    @Option(names = "--port", defaultValue = "0", description = "Port on 127.0.0.1; 0 (default) takes a free one.")
    private int port;

    @Option(
            names = "--latency",
            defaultValue = "0",
            paramLabel = "MILLIS",
            description = "Time that each API call takes at least.")
    private long latency;

    @Option(
            names = "--daily-limit",
            defaultValue = "15000",
            paramLabel = "CALLS",
            description = "API calls that the org allows in 24 hours (default: ${DEFAULT-VALUE}, as a Developer org).")
    private int dailyLimit;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Certificate or public key in PEM form that the JWT bearer flow signs against.")
    private Path certificate;

    @Option(
            names = "--rotate-refresh-tokens",
            description = "Each refresh answers with a new refresh token and ends the one before.")
    private boolean rotateRefreshTokens;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Bounds.require(spec, "--port", port, 0, Bounds.PORTS);
        Bounds.require(spec, "--latency", latency, 0, Integer.MAX_VALUE);
        Bounds.require(spec, "--daily-limit", dailyLimit, 0, Integer.MAX_VALUE);
        ExecutableJar.require(spec);
        PortInUse.refuse(port);
        new ServedOrg(
                        port,
                        Duration.ofMillis(latency),
                        dailyLimit,
                        rotateRefreshTokens,
                        certificate == null ? null : PublicKeyFile.read(certificate))
                .serve(spec.commandLine().getOut());
    }
}
