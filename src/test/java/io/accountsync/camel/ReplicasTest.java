package io.accountsync.camel;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two processes that serve the same syncs on one PostgreSQL state: each time of a schedule is run once, whichever of them is up. */
class ReplicasTest {
    /** Far from now, so that Quartz itself starts nothing while a test goes on. */
    private static final String YEARLY = "0 0 3 1 1 ?";

    private static final Instant FIRST = Instant.parse("2031-01-01T03:00:00Z");
    private static final Instant SECOND = Instant.parse("2032-01-01T03:00:00Z");

    private final LocalOrg org = LocalOrg.start();
    private final String url = TestPostgres.shared().url(TestPostgres.shared().newSchema());
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    private final List<RunReport> reportsOfA = new CopyOnWriteArrayList<>();
    private final List<RunReport> reportsOfB = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private TestSync a;
    private TestSync b;

    @BeforeEach
    void startBoth() {
        a = start("a", reportsOfA);
        b = start("b", reportsOfB);
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
        org.close();
    }

    @Test
    void eachTimeOfAScheduleIsRunOnceAlsoWhereTheClockOfTheOtherReplicaIsSlow() {
        fire(a, "accounts", FIRST);
        fire(b, "accounts", FIRST);
        fire(b, "accounts", SECOND);
        fire(a, "accounts", SECOND);
        fire(a, "accounts", SECOND.plusSeconds(20));

        assertThat(reportsOfA).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
        assertThat(reportsOfB).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
        assertThat(sql.queryForObject("select count(*) from sync_run", Long.class))
                .isEqualTo(2);
    }

    @Test
    void aTimeThatComesWhileTheOtherReplicaRunsIsRunAfterwardsAndOnce() {
        a.rows(() -> {
            fire(b, "accounts", SECOND);
            assertThat(due(b)).isEmpty();
            return new ArrayList<>(customers(1));
        });
        fire(a, "accounts", FIRST);
        assertThat(reportsOfB).as("nothing has stopped").isEmpty();

        look(b);
        awaitReports(reportsOfB, 1);
        assertThat(reportsOfB.get(0).status()).isEqualTo(RunStatus.SUCCEEDED);
        fire(a, "accounts", SECOND);
        assertThat(reportsOfA).hasSize(1);
        assertThat(due(b)).isEmpty();
    }

    @Test
    void ofTwoThatBeginAtOnceOneRuns() throws Exception {
        for (int year = 0; year < 5; year++) {
            Instant time = FIRST.atZone(ZoneOffset.UTC).plusYears(year).toInstant();
            CyclicBarrier start = new CyclicBarrier(2);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
                await(start);
                fire(b, "accounts", time);
            });
            await(start);
            fire(a, "accounts", time);
            other.get(2, TimeUnit.MINUTES);

            assertThat(reportsOfA.size() + reportsOfB.size()).isEqualTo(year + 1);
            assertThat(due(a)).isEmpty();
            assertThat(due(b)).isEmpty();
        }
    }

    @Test
    void aTimeThatComesWhileTheStateDoesNotAnswerIsRunWhenItDoes() {
        assertThat(due(a)).isEmpty();
        sql.execute("alter table sync_lease rename to elsewhere");
        fire(a, "accounts", FIRST);
        assertThat(reportsOfA).extracting(RunReport::status).containsExactly(RunStatus.FAILED);
        sql.execute("alter table elsewhere rename to sync_lease");

        look(a);

        awaitReports(reportsOfA, 2);
        assertThat(reportsOfA.get(1).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(due(a)).isEmpty();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTimeThatTheOtherReplicaTookMeanwhileIsForgotten() {
        a.rows(() -> {
            fire(b, "accounts", SECOND);
            return new ArrayList<>(customers(1));
        });
        fire(a, "accounts", FIRST);
        a.rows(customers(1));
        fire(a, "accounts", SECOND);

        assertThat(due(b)).isEmpty();
    }

    @Test
    void aRunThatStopsSinceItsProcessEndsIsTakenOverAtOnce() {
        b.rows(customers(3));
        a.rows(() -> {
            a.engine().runs().end("the process is shutting down; the next run carries on");
            return new ArrayList<>(customers(3));
        });
        fire(a, "accounts", FIRST);
        assertThat(reportsOfA).extracting(RunReport::status).containsExactly(RunStatus.STOPPED);
        assertThat(due(a)).as("it ends").isEmpty();
        assertThat(org.records("Account")).isEmpty();

        look(b);

        awaitReports(reportsOfB, 1);
        assertThat(reportsOfB.get(0).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(org.records("Account")).hasSize(3);
        assertThat(due(b)).as("no run is doubled").isEmpty();
    }

    @Test
    void aRunOfAProcessThatStandsStillIsTakenOverOnceItsLeaseHasEndedAndNotByThatProcessWhenItAwakes()
            throws Exception {
        b.rows(customers(3));
        CountDownLatch standing = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        a.rows(() -> {
            standing.countDown();
            awake.await();
            return new ArrayList<>(customers(3));
        });
        CompletableFuture<Void> frozen = CompletableFuture.runAsync(() -> fire(a, "accounts", FIRST));
        standing.await();
        assertThat(due(b)).as("the lease is its own").isEmpty();
        sql.update("update sync_lease set expires_at = 0");
        assertThat(due(b)).containsExactly("accounts");

        look(b);
        awaitReports(reportsOfB, 1);
        awake.countDown();
        frozen.get(2, TimeUnit.MINUTES);

        assertThat(reportsOfB).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
        assertThat(reportsOfA).extracting(RunReport::status).containsExactly(RunStatus.STOPPED);
        assertThat(org.stats().recordsUpserted()).isEqualTo(3);
        assertThat(due(a)).isEmpty();
        assertThat(due(b)).isEmpty();
    }

    @Test
    void aRunThatEndsEachProcessIsNotTakenOverForEver() {
        fire(a, "accounts", FIRST);
        sql.update("update schedule_fire set owed = 1, attempts = 2");
        assertThat(due(b)).containsExactly("accounts");
        sql.update("update schedule_fire set attempts = 3");
        assertThat(due(b)).isEmpty();

        fire(b, "accounts", SECOND);
        assertThat(reportsOfB).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
        assertThat(sql.queryForObject("select owed + attempts from schedule_fire", Long.class))
                .isZero();
    }

    @Test
    void aTimeThatAWrongClockTookKeepsNobodyFromRunning() {
        fire(a, "accounts", SECOND);
        fire(b, "accounts", FIRST);

        assertThat(reportsOfB).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
    }

    @Test
    void aFollowerWaitsForTheFollowedThatRunsInTheOtherReplica() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        a.rows(() -> {
            runs.countDown();
            mayEnd.await();
            return new ArrayList<>(customers(1));
        });
        CompletableFuture<Void> followed = CompletableFuture.runAsync(() -> fire(a, "accounts", FIRST));
        runs.await();
        fire(b, "accounts", FIRST);
        Thread follower = new Thread(() -> fire(b, "followers", FIRST));
        follower.start();
        Awaitility.await().until(() -> follower.getState() == Thread.State.TIMED_WAITING);
        assertThat(reportsOfB).as("nothing was held back").isEmpty();

        mayEnd.countDown();
        followed.get(2, TimeUnit.MINUTES);
        follower.join();

        assertThat(reportsOfB).extracting(RunReport::sync).containsExactly("followers");
        assertThat(reportsOfB).extracting(RunReport::status).containsExactly(RunStatus.SUCCEEDED);
    }

    @Test
    void aSyncThatIsHeldBackIsReportedByOneReplica() {
        fire(a, "followers", FIRST);
        fire(b, "followers", FIRST);

        assertThat(reportsOfA).extracting(RunReport::message).allMatch(message -> message.contains("was held back"));
        assertThat(reportsOfA).hasSize(1);
        assertThat(reportsOfB).isEmpty();
    }

    @Test
    void recordsInDoubtAreLookedAtOnceTheDoubtCanEndThoughTheScheduleIsFar() {
        fire(a, "accounts", FIRST);
        doubt("extract(epoch from clock_timestamp()) * 1000 + 600000");
        assertThat(due(b)).as("a call can still come").isEmpty();
        sql.update("update sync_run set started_at = 1");
        sql.update("update doubtful_record set until_at = extract(epoch from clock_timestamp()) * 1000 - 2000");
        assertThat(due(b)).as("a run began before that").containsExactly("accounts");

        look(b);

        awaitReports(reportsOfB, 1);
        assertThat(due(b)).as("once").isEmpty();
        assertThat(due(a)).isEmpty();
        fire(a, "accounts", FIRST);
        assertThat(reportsOfA).as("the schedule goes on as it was").hasSize(1);
    }

    @Test
    void aRequestOfAPersonTakesNoTimeOfTheSchedule() {
        assertThat(a.run("accounts", RunMode.INCREMENTAL).status()).isEqualTo(RunStatus.SUCCEEDED);
        fire(b, "accounts", FIRST);

        assertThat(reportsOfB).hasSize(1);
    }

    private void doubt(String until) {
        sql.update("insert into doubtful_record (record_key, sync, until_at, needs_row) values ('1', 'accounts', "
                + until + ", 1)");
    }

    private static Set<String> due(TestSync replica) {
        return replica.engine().dueRuns().routes();
    }

    /** As the timer does. */
    private static void look(TestSync replica) {
        new JobsAgain(replica.context(), replica.engine()).look();
    }

    private static void awaitReports(List<RunReport> reports, int count) {
        Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> reports.size() == count);
    }

    /** What Quartz does when a time has come, by that process's clock. */
    private static void fire(TestSync replica, String sync, Instant time) {
        QuartzEndpoint endpoint =
                (QuartzEndpoint) replica.context().getRoute(sync).getEndpoint();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(endpoint.getTriggerKey())
                .startAt(Date.from(Instant.EPOCH))
                .withSchedule(CronScheduleBuilder.cronSchedule(YEARLY).inTimeZone(TimeZone.getTimeZone("UTC")))
                .build();
        Exchange exchange = endpoint.createExchange();
        exchange.getExchangeExtension().setFromRouteId(sync);
        exchange.getMessage().setHeader("scheduledFireTime", Date.from(time));
        exchange.getMessage().setHeader("trigger", trigger);
        exchange.setVariable("sync", sync);
        replica.context().createProducerTemplate().send("direct:sync-run", exchange);
        assertThat(exchange.getException()).isNull();
    }

    private TestSync start(String name, List<RunReport> reports) {
        String followers = (ACCOUNTS + ROWS)
                .replace("name: accounts", "name: followers")
                .replace("accounts-source", "followers-source")
                .replace("externalId:", "after: accounts\n        externalId:");
        TestSync replica = TestSync.startFile(
                org,
                directory.resolve(name),
                followers + ACCOUNTS + ROWS + schedule("followers") + schedule("accounts"),
                "sync.accounts.schedule",
                YEARLY,
                "sync.followers.schedule",
                YEARLY,
                "state.url",
                url,
                "state.username",
                "postgres");
        replica.rows(customers(1));
        replica.engine().runs().observe(new RunObserver() {
            @Override
            public void ended(RunReport report, boolean loginRefused) {
                reports.add(report);
            }
        });
        assertThat(replica.context().getComponent("quartz", QuartzComponent.class))
                .isNotNull();
        return replica;
    }

    private static String schedule(String sync) {
        return """

               - templatedRoute:
                   routeTemplateRef: sync-schedule
                   parameters: [{ name: sync, value: %s }]
               """
                .formatted(sync);
    }
}
