package io.accountsync.camel;

import io.accountsync.adopt.AdoptSteps;
import io.accountsync.alert.AlertFormats;
import io.accountsync.alert.Alerts;
import io.accountsync.alert.HttpCalls;
import io.accountsync.alert.StreamAlerts;
import io.accountsync.config.Settings;
import io.accountsync.mapping.SyncFileLoader;
import io.accountsync.plan.PlanSteps;
import io.accountsync.run.steps.BulkSteps;
import io.accountsync.run.steps.DeletionSteps;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.Senders;
import io.accountsync.run.steps.SyncSteps;
import io.accountsync.run.stream.StreamSteps;
import io.accountsync.run.stream.Streams;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.salesforce.RefreshTokenStore;
import io.accountsync.source.SourceDatabase;
import io.accountsync.source.kafka.KafkaOffsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.RoutesBuilderLoader;

/**
 * Makes any CamelContext that has our jar on its class path one that can run syncs: camel-main, plain Camel or Quarkus.
 * Camel finds it by the service loader. It binds the beans that routes name, each made when it is first asked for.
 */
public final class EnginePlugin implements ContextServicePlugin {
    @Override
    public void load(CamelContext context) {
        Registry registry = context.getRegistry();
        MissingVaults.refuse(context);
        registry.bind("routeFiles", new RouteFiles(context));
        Engine engine = new Engine(context, Clock.systemUTC());
        registry.bind(SyncSteps.BEAN, new SyncSteps(engine));
        Alerts alerts = new Alerts(context, engine, Clock.systemUTC());
        registry.bind(Alerts.BEAN, alerts);
        registry.bind(HttpCalls.BEAN, new HttpCalls());
        registry.bind("syncAlertFormats", new AlertFormats(context));
        registry.bind("syncAlertMail", JavaMailSender.class, () -> AlertFormats.mailSender(context));
        engine.runs().observe(alerts);
        engine.runs().observe(new StreamAlerts(alerts));
        SyncTemplates templates = new SyncTemplates(context, engine);
        registry.bind("syncTemplates", templates);
        for (String extension : List.of("yaml", "camel.yaml")) {
            registry.bind(
                    DefaultRoutesLoader.ROUTES_LOADER_KEY_PREFIX + extension,
                    RoutesBuilderLoader.class,
                    () -> SyncFileLoader.start(
                            context, MistakePolicy.of(context) == MistakePolicy.REPORT, new TemplateReader(templates)));
        }
        KafkaOffsets offsets = new KafkaOffsets(new StateTopics(engine::database));
        registry.bind(KafkaOffsets.BEAN, offsets);
        registry.bind("syncBulk", new BulkSteps());
        registry.bind("syncDelete", new DeletionSteps());
        Streams streams = new Streams(context, engine);
        registry.bind(StreamSteps.BEAN, new StreamSteps(engine, streams));
        registry.bind("syncPlan", PlanSteps.class, PlanSteps::new);
        registry.bind("syncAdopt", AdoptSteps.class, AdoptSteps::new);
        registry.bind("salesforce", OrgComponent.class, OrgComponent::new);
        registry.bind(OrgComponent.TOKENS, RefreshTokenStore.class, () -> new StateTokens(engine::refreshTokens));
        registry.bind("source", DataSource.class, () -> SourceDatabase.open(Settings.of(context)));
        registry.bind("outcomes", DataSource.class, () -> SourceDatabase.openForWriting(Settings.of(context)));
        registry.bind(Senders.BEAN, ExecutorService.class, () -> Senders.start(context, engine));
        context.getCamelContextExtension().addInterceptStrategy(new RunLogContext());
        context.addLifecycleStrategy(new EngineLifecycle(engine, alerts, templates, streams, offsets));
    }
}
