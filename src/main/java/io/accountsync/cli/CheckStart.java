package io.accountsync.cli;

import io.accountsync.check.CheckReport;
import io.accountsync.check.SyncChecks;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.console.ConsoleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Starts Camel for a check, and again without what kept it from starting, a route or an entry of a file: Camel stops at the first
 * mistake that is its own to find.
 */
final class CheckStart {
    private final LeftOutParts leftOut;
    private final UnaryOperator<List<String>> choice;

    /**
     * A check of these files.
     *
     * @param choice which of the syncs of these names are checked; throws ConfigurationException where there are none
     */
    CheckStart(List<String> files, UnaryOperator<List<String>> choice) {
        this.leftOut = new LeftOutParts(files, file -> true);
        this.choice = choice;
    }

    /**
     * What a check says of all that can be read.
     *
     * @throws ConfigurationException when no file has a sync to be checked, and nothing says why
     */
    CheckReport check() {
        while (!leftOut.files().isEmpty()) {
            try (CamelRuntime runtime = CamelRuntime.lenient(leftOut)) {
                Optional<CheckReport> report = check(runtime);
                if (report.isPresent()) {
                    return report.get().with(leftOut.ofFiles()).with(ofConsole());
                }
            }
        }
        return reported(List.of(), leftOut.ofFiles());
    }

    /** A console that cannot be opened keeps no run back. */
    private static List<Finding> ofConsole() {
        try {
            ConsoleSettings.of(CamelRuntime.settings());
            return List.of();
        } catch (ConfigurationException e) {
            return List.of(Finding.warning("console", null, e.getMessage()));
        }
    }

    /** Empty when another try may go farther. */
    private Optional<CheckReport> check(CamelRuntime runtime) {
        try {
            runtime.begin();
        } catch (RuntimeException e) {
            StartFailure failure = StartFailure.of(e).orElseThrow(() -> e);
            return leftOut.add(runtime, failure)
                    ? Optional.empty()
                    : Optional.of(withoutStart(runtime, failure.message()));
        }
        SyncChecks checks = new SyncChecks(runtime.context());
        if (runtime.engine().syncNames().isEmpty() && !leftOut.ofFiles().isEmpty()) {
            return Optional.of(reported(List.of(), checks.mistakes(List.of())));
        }
        try {
            return Optional.of(checks.check(choice.apply(runtime.engine().syncNames())));
        } catch (ConfigurationException e) {
            if (leftOut.ofFiles().isEmpty()) {
                throw e;
            }
            return Optional.of(reported(List.of(), List.of(FileMistake.read(e.getMessage()))));
        }
    }

    /** Something that no file has keeps all from starting: what the files show is reported all the same. */
    private CheckReport withoutStart(CamelRuntime runtime, String message) {
        List<Finding> findings = new ArrayList<>(List.of(FileMistake.read(message)));
        SyncChecks checks = runtime.context() == null ? null : new SyncChecks(runtime.context());
        if (checks == null || !checks.hasSyncs()) {
            return reported(List.of(), findings);
        }
        List<String> names = choice.apply(runtime.engine().syncNames());
        findings.addAll(checks.mistakes(names));
        return reported(names, findings);
    }

    /** A report on files alone. */
    static CheckReport reported(List<String> syncs, List<Finding> findings) {
        String version = CamelRuntime.settings().required("salesforce.api-version");
        return new CheckReport(syncs, null, version, null, List.of(), findings);
    }
}
