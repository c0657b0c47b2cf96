package io.accountsync.cli;

import io.accountsync.config.Settings;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.salesforce.Credentials;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process that serves reports of itself: a few lines when it has started, and the report of each run. */
final class ServeLog implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ServeLog.class);

    /** Logs what runs when, from where to where; and from now on what became of it. */
    static void begin(CamelContext context, Engine engine) {
        Settings settings = Settings.of(context);
        LOG.info("{} has started; it serves until it is stopped", new Version().getVersion()[0]);
        engine.syncNames().forEach(sync -> LOG.info("Sync {}", engine.describe(sync)));
        LOG.info(
                "Source: {}",
                settings.text("source.url")
                        .map(url -> address("source.url", url))
                        .orElse("source.url is not set; the routes read from elsewhere"));
        LOG.info("Salesforce: login at {}", Credentials.from(settings).loginUrl());
        LOG.info(
                "State: {}",
                settings.text("state.url")
                        .map(url -> address("state.url", url))
                        .orElseGet(() -> "in " + settings.required("state.directory")));
        LOG.info("Next lines: each run's report at its end. More with --verbose");
        engine.runs().observe(new ServeLog());
    }

    /** Without user, password and parameters. */
    private static String address(String key, String url) {
        return EffectiveKey.masked(key, url.replaceFirst("[?;].*", ""));
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        // A line is an entry of its own: within one, values of others could begin another.
        Colour.without(ReportText.of(report)).strip().lines().forEach(line -> LOG.info("{}", line));
    }
}
