package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.console.SyncMistakes;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.Syncs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sync files for a command that only looks at them, beside the state: a mistake in one hides nothing of the others.
 *
 * @param runtime of those that can be read; null where none can
 */
record LookingRuntime(CamelRuntime runtime, SyncMistakes mistakes) implements AutoCloseable {
    /** @param routes what {@code --routes} says; null for nothing */
    static LookingRuntime start(Path routes) {
        try {
            return start(new SyncFileCheck(SyncFiles.find(routes)));
        } catch (ConfigurationException e) {
            return new LookingRuntime(null, SyncMistakes.ofAll(e.getMessage()));
        }
    }

    /** Camel stops at the first mistake that is its own to find: it is started again without what that is in. */
    private static LookingRuntime start(SyncFileCheck files) {
        LeftOutParts leftOut = new LeftOutParts(files.usable(), file -> true);
        List<Finding> last = new ArrayList<>();
        while (last.isEmpty() && !leftOut.files().isEmpty()) {
            CamelRuntime runtime = CamelRuntime.lenient(leftOut);
            try {
                runtime.begin();
                return new LookingRuntime(
                        runtime, mistakes(files, leftOut.all(), runtime.engine().syncs()));
            } catch (RuntimeException e) {
                StartFailure failure = StartFailure.of(e).orElse(null);
                boolean again = failure != null && leftOut.add(runtime, failure);
                runtime.close();
                if (failure == null) {
                    throw e;
                }
                if (!again) {
                    last.add(FileMistake.read(failure.message()));
                }
            }
        }
        List<Finding> found =
                Stream.concat(leftOut.all().stream(), last.stream()).toList();
        return new LookingRuntime(null, mistakes(files, found, null));
    }

    /** @param syncs those that could be read; null for none */
    private static SyncMistakes mistakes(SyncFileCheck files, List<Finding> leftOut, Syncs syncs) {
        Set<String> ofNoSync = new LinkedHashSet<>();
        Map<String, Set<String>> bySync = new LinkedHashMap<>();
        Stream.of(files.findings(), leftOut, syncs == null ? List.<Finding>of() : syncs.ofKeys())
                .flatMap(List::stream)
                .filter(Finding::isError)
                .forEach(finding -> {
                    List<String> owners = files.syncs(finding.place());
                    owners.forEach(sync -> add(bySync, sync, finding));
                    if (owners.isEmpty()) {
                        ofNoSync.add(finding.text());
                    }
                });
        if (syncs != null) {
            syncs.names().forEach(sync -> syncs.ofSync(sync).stream()
                    .filter(Finding::isError)
                    .forEach(finding -> add(bySync, sync, finding)));
        }
        return new SyncMistakes(
                List.copyOf(ofNoSync),
                bySync.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue()))));
    }

    private static void add(Map<String, Set<String>> bySync, String sync, Finding finding) {
        bySync.computeIfAbsent(sync, name -> new LinkedHashSet<>()).add(finding.text());
    }

    /** Null where no sync file can be read. */
    Engine engine() {
        return runtime == null ? null : runtime.engine();
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
