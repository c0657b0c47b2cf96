package io.accountsync.cli;

import io.accountsync.camel.MistakePolicy;
import io.accountsync.cli.library.LibraryLoader;
import io.accountsync.config.Settings;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.SyncSteps;
import io.accountsync.run.sync.AskedSync;
import io.accountsync.run.sync.HttpRoutes;
import io.accountsync.run.sync.RunMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** camel-main with the sync files, for one command. */
final class CamelRuntime implements AutoCloseable {
    /**
     * Everything that starts by itself, such as a schedule: all but direct: routes and the insides of Kamelets that are called. What
     * Camel compares are ids of routes, which have neither mark, and addresses: of a component that has parameters alone the address
     * has no slashes.
     */
    static final String TRIGGERS = "^(?!direct:|kamelet:(//)?source[/?])[^?]+(://|\\?)(?s:.*)$";

    /** Camel's word for no route files at all. */
    private static final String NO_ROUTES = "false";

    /** Of property files; Java's own would be ISO 8859-1. */
    static final String UTF_8 = "UTF-8";

    private final Main main;

    /** The configuration alone, for commands that need no routes. */
    static Settings settings() {
        return Settings.of(contextOfKeys());
    }

    /** A context that knows all keys and nothing else. */
    static CamelContext contextOfKeys() {
        DefaultCamelContext context = new DefaultCamelContext();
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        // Before the files: it reads them at once.
        properties.setEncoding(UTF_8);
        properties.setLocation(KeySources.files());
        KeySources.override(properties, null);
        VaultLogins.set(context, properties);
        return context;
    }

    private CamelRuntime(Main main) {
        this.main = main;
    }

    /** A runtime that keeps to its schedules, with health and metrics on the management port, and the console. */
    static CamelRuntime serving(List<String> syncFiles) {
        SyncMain main = new SyncMain(syncFiles, true, true);
        CamelRuntime runtime = configured(main);
        ServedConsole console = new ServedConsole();
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                ServeLog.begin(started.getCamelContext(), runtime.engine());
                console.open(runtime);
            }

            @Override
            public void beforeStop(BaseMainSupport stopping) {
                console.close();
            }
        });
        return runtime;
    }

    /** A runtime that keeps to its schedules. */
    private static CamelRuntime scheduled(List<String> syncFiles) {
        return configured(new SyncMain(syncFiles, true, false));
    }

    private static CamelRuntime configured(SyncMain main) {
        LibraryLoader.requireUsable();
        KeySources.profile().ifPresent(main.configure()::setProfile);
        main.setDefaultPropertyPlaceholderLocation(KeySources.files());
        main.bind("httpRoutes", HttpRoutes.UNREACHABLE);
        return new CamelRuntime(main);
    }

    /** A runtime that runs a sync only on request. */
    static CamelRuntime onDemand(List<String> syncFiles) {
        CamelRuntime runtime = scheduled(syncFiles);
        runtime.main.configure().setAutoStartupExcludePattern(TRIGGERS);
        return runtime;
    }

    /**
     * A runtime on demand that starts in spite of mistakes in the sync files, for whoever lists them.
     *
     * @param leftOut what is not made
     */
    static CamelRuntime lenient(LeftOutParts leftOut) {
        CamelRuntime runtime = without(leftOut);
        runtime.main.bind("mistakePolicy", MistakePolicy.REPORT);
        return runtime;
    }

    /**
     * A runtime on demand that starts in spite of mistakes of other syncs than one.
     *
     * @param leftOut what is not made
     */
    static CamelRuntime about(AskedSync sync, LeftOutParts leftOut) {
        CamelRuntime runtime = without(leftOut);
        runtime.main.bind("askedSync", sync);
        return runtime;
    }

    private static CamelRuntime without(LeftOutParts leftOut) {
        CamelRuntime runtime = onDemand(leftOut.files());
        runtime.main.bind("leftOutRoutes", leftOut.routes());
        return runtime;
    }

    /** A runtime without any sync, for commands that only talk to the org. */
    static CamelRuntime withoutSyncs() {
        return onDemand(List.of(NO_ROUTES));
    }

    /** A runtime on demand whose configuration is the given one, whatever files and environment say. */
    static CamelRuntime isolated(List<String> syncFiles, Map<String, String> properties) {
        Main main = new SyncMain(syncFiles, false, false);
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        properties.forEach(main::addOverrideProperty);
        main.configure().setAutoStartupExcludePattern(TRIGGERS);
        return new CamelRuntime(main);
    }

    /** Starts the routes; every mistake in a file comes out here, with its place. */
    void start() {
        try {
            begin();
        } catch (RuntimeException e) {
            throw named(e);
        }
    }

    private RuntimeException named(RuntimeException error) {
        return StartFailure.of(error).map(failure -> failure.named(context())).orElse(error);
    }

    /** Starts the routes; what keeps Camel from it comes out as it is. */
    void begin() {
        try {
            main.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start", e);
        }
    }

    /** Starts the routes and serves until the process is stopped. */
    void serve() {
        try {
            main.run();
        } catch (RuntimeException e) {
            throw named(e);
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start", e);
        }
    }

    /** The Camel context; null before the start. */
    CamelContext context() {
        return main.getCamelContext();
    }

    Engine engine() {
        return Engine.of(main.getCamelContext());
    }

    /** Runs a sync now and waits for its report. */
    RunReport run(String sync, RunMode mode) {
        return run(sync, mode, 0);
    }

    /**
     * Runs a sync now and waits for its report.
     *
     * @param limit how many records it sends at most; 0 for all
     */
    RunReport run(String sync, RunMode mode, long limit) {
        return run(sync, mode, limit, true);
    }

    /** The same after those that it follows, where {@link io.accountsync.run.steps.Turns} knows that they are to run. */
    RunReport runInTurn(String sync, RunMode mode, long limit) {
        return run(sync, mode, limit, false);
    }

    private RunReport run(String sync, RunMode mode, long limit, boolean alone) {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            Exchange exchange = template.request("direct:sync-run", request -> {
                request.setVariable("sync", sync);
                request.setVariable("mode", mode);
                request.setVariable("limit", limit);
                request.setVariable(SyncSteps.ALONE, alone);
            });
            if (exchange.getException() != null) {
                throw new IllegalStateException("the run ended without a report", exchange.getException());
            }
            return exchange.getMessage().getBody(RunReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        main.stop();
    }
}
