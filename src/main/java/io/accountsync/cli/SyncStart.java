package io.accountsync.cli;

import io.accountsync.config.Finding;
import io.accountsync.run.sync.AskedSync;
import io.accountsync.run.sync.Syncs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Camel for a command about one sync: what is wrong with other syncs, in files of their own, does not stop it. */
final class SyncStart {
    private static final Logger LOG = LoggerFactory.getLogger(SyncStart.class);

    private final AskedSync asked;
    private final LeftOutParts leftOut;

    private SyncStart(AskedSync asked, List<String> files) {
        this.asked = asked;
        this.leftOut = new LeftOutParts(files, asked.otherFiles()::contains);
    }

    /**
     * A runtime that has started.
     *
     * @param routes what {@code --routes} says; null for nothing
     * @param sync the name that was asked for; null for none
     */
    static CamelRuntime start(Path routes, String sync) {
        Optional<AskedSync> asked = Optional.ofNullable(sync).flatMap(name -> OtherFiles.than(name, routes));
        if (asked.isPresent()) {
            return new SyncStart(asked.get(), OtherFiles.usable(asked.get(), routes, finding -> warn(finding.text())))
                    .start();
        }
        CamelRuntime runtime = CamelRuntime.onDemand(SyncFiles.locate(routes));
        return started(runtime);
    }

    /** The same runtime, started; closed where that fails. */
    static CamelRuntime started(CamelRuntime runtime) {
        try {
            runtime.start();
            return runtime;
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    private CamelRuntime start() {
        while (true) {
            CamelRuntime runtime = CamelRuntime.about(asked, leftOut);
            try {
                runtime.begin();
                Stream.concat(leftOut.all().stream(), ofOthers(runtime.engine().syncs()))
                        .map(Finding::text)
                        .distinct()
                        .forEach(SyncStart::warn);
                return runtime;
            } catch (RuntimeException e) {
                Optional<StartFailure> failure = StartFailure.of(e);
                boolean again = failure.isPresent() && leftOut.add(runtime, failure.get());
                RuntimeException named =
                        failure.map(known -> known.named(runtime.context())).orElse(e);
                runtime.close();
                if (!again) {
                    throw named;
                }
            }
        }
    }

    /** What would have stopped it, were all syncs asked for. */
    private Stream<Finding> ofOthers(Syncs syncs) {
        List<Finding> own = syncs.findings(List.of(asked.name()));
        return Stream.concat(
                syncs.ofKeys().stream().filter(finding -> !asked.isConcernedBy(finding)),
                syncs.findings(syncs.names()).stream()
                        .filter(Finding::isError)
                        .filter(finding -> !own.contains(finding)));
    }

    private static void warn(String text) {
        LOG.warn("Left out, since it is not of the sync that was asked for: {}", text);
    }
}
