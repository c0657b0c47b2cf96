package io.accountsync.cli;

import io.accountsync.camel.FileEntry;
import io.accountsync.camel.LeftOutRoutes;
import io.accountsync.check.CheckReport;
import io.accountsync.check.SyncChecks;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.ObjectHelper;

/**
 * Starts Camel for a check, and again without what kept it from starting, a route or an entry of a file: Camel stops at the first
 * mistake that is its own to find.
 */
final class CheckStart {
    private final List<String> files;
    private final UnaryOperator<List<String>> choice;
    private final Map<String, Finding> routes = new LinkedHashMap<>();
    private final Map<String, List<FileEntry>> entries = new HashMap<>();
    private final List<Finding> found = new ArrayList<>();

    /**
     * A check of these files.
     *
     * @param choice which of the syncs of these names are checked; throws ConfigurationException where there are none
     */
    CheckStart(List<String> files, UnaryOperator<List<String>> choice) {
        this.files = new ArrayList<>(files);
        this.choice = choice;
    }

    /**
     * What a check says of all that can be read.
     *
     * @throws ConfigurationException when no file has a sync to be checked, and nothing says why
     */
    CheckReport check() {
        while (!files.isEmpty()) {
            try (CamelRuntime runtime = CamelRuntime.lenient(files, new LeftOutRoutes(routes, entries))) {
                Optional<CheckReport> report = check(runtime);
                if (report.isPresent()) {
                    return report.get().with(found);
                }
            }
        }
        return reported(List.of(), found);
    }

    /** Empty when another try may go farther. */
    private Optional<CheckReport> check(CamelRuntime runtime) {
        try {
            runtime.start();
        } catch (RuntimeException e) {
            String message = ErrorMessages.userMistake(e);
            if (message == null) {
                throw e;
            }
            return leaveOut(runtime, e, message) ? Optional.empty() : Optional.of(withoutStart(runtime, message));
        }
        SyncChecks checks = new SyncChecks(runtime.context());
        if (runtime.engine().syncNames().isEmpty() && !found.isEmpty()) {
            return Optional.of(reported(List.of(), checks.mistakes(List.of())));
        }
        try {
            return Optional.of(checks.check(choice.apply(runtime.engine().syncNames())));
        } catch (ConfigurationException e) {
            if (found.isEmpty()) {
                throw e;
            }
            return Optional.of(reported(List.of(), List.of(FileMistake.read(e.getMessage()))));
        }
    }

    /** Whether there is something to leave out. */
    private boolean leaveOut(CamelRuntime runtime, RuntimeException e, String message) {
        FailedToCreateRouteException failed = ObjectHelper.getException(FailedToCreateRouteException.class, e);
        if (failed != null && !routes.containsKey(failed.getRouteId())) {
            Optional<RouteDefinition> guilty = definition(runtime, failed.getRouteId());
            guilty.ifPresent(route -> routes.put(
                    failed.getRouteId(),
                    Finding.error(FileName.ofLocation(route.getResource().getLocation()), null, message)
                            .at(Math.max(0, route.getLineNumber()))));
            return guilty.isPresent();
        }
        Optional<String> guilty = files.stream()
                .filter(file -> message.contains(FileName.ofLocation(file)))
                .findFirst();
        guilty.ifPresent(file -> leaveOut(file, FileMistake.read(message)));
        return guilty.isPresent();
    }

    /** The entry that a mistake is in, or all of the file where that is not known. */
    private void leaveOut(String file, Finding mistake) {
        found.add(mistake);
        List<FileEntry> before = entries.computeIfAbsent(FileName.ofLocation(file), path -> new ArrayList<>());
        Optional<FileEntry> entry = mistake.line() == 0 ? Optional.empty() : entryOf(file, mistake.line());
        if (entry.isEmpty() || before.contains(entry.get())) {
            files.remove(file);
        } else {
            before.add(entry.get());
            entry.get().id().ifPresent(id -> routes.put(id, mistake));
        }
    }

    private static Optional<FileEntry> entryOf(String file, int line) {
        try {
            return FileEntry.at(Files.readString(FileName.path(FileName.ofLocation(file), SyncFiles.OPTION)), line);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A route of a sync file; empty for one of the engine. */
    private Optional<RouteDefinition> definition(CamelRuntime runtime, String route) {
        return Optional.ofNullable(((ModelCamelContext) runtime.context()).getRouteDefinition(route))
                .filter(definition -> definition.getResource() != null
                        && files.stream()
                                .map(FileName::ofLocation)
                                .anyMatch(FileName.ofLocation(
                                        definition.getResource().getLocation())::equals));
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
