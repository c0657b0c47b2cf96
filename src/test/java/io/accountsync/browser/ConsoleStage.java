package io.accountsync.browser;

import io.accountsync.config.Settings;
import io.accountsync.console.ConsoleProcess;
import io.accountsync.console.ConsoleServer;
import io.accountsync.console.ConsoleSettings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A process that serves three syncs and has a past: runs, rejected records, a plan that a guard held back. */
final class ConsoleStage implements AutoCloseable {
    static final String TOKEN = "a token of more than sixteen characters";

    /** What only those who are signed in may see: in a reason, in a key, in a row. */
    static final String PLANTED = "Contoso";

    /** Runs of accounts before the one that goes through the org. */
    static final int PAST_RUNS = 36;

    /** In a batch of camel-salesforce. */
    static final int BATCH = 200;

    private static final List<String> CITIES = List.of("Lisbon", "Kraków", "Nairobi", "Osaka", "Quito");

    private static final String SCHEDULE =
            """
            - templatedRoute:
                routeTemplateRef: sync-schedule
                parameters:
                  - name: sync
                    value: accounts
            """;

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .orgName("Acme Ltd")
            .orgType("Enterprise Edition")
            .build());
    private final TestSync sync;
    private final ConsoleServer console;

    private int edition;

    ConsoleStage(Path directory) {
        String file = TestSync.ACCOUNTS + SCHEDULE + TestSync.ROWS;
        int nobodyWaitsFor = (Instant.now().atZone(ZoneOffset.UTC).getHour() + 12) % 24;
        sync = TestSync.startFile(
                org,
                directory,
                file + named(file, "partners") + named(file, "prospects"),
                "sync.accounts.schedule",
                "0 0 " + nobodyWaitsFor + " * * ?",
                "sync.partners.schedule",
                "0 30 " + nobodyWaitsFor + " * * ?",
                "sync.prospects.schedule",
                "0 45 " + nobodyWaitsFor + " * * ?");
        console = console(0);
        sync.rows(this::customers);
        past();
        sync.run();
        sync.run("partners", RunMode.INCREMENTAL);
        reject();
        holdBack("prospects");
    }

    /** A console of a process of its own: nobody is signed in there. */
    ConsoleServer console(int port) {
        return ConsoleServer.open(
                new ConsoleSettings(true, "127.0.0.1", port, List.of(), TOKEN),
                ConsoleProcess.serving(
                        Settings.of(sync.context()), sync.engine(), name -> sync.run(name, RunMode.INCREMENTAL)));
    }

    private static String named(String file, String name) {
        return file.replace("name: accounts", "name: " + name)
                .replace("id: accounts", "id: " + name)
                .replace("value: accounts", "value: " + name);
    }

    String address() {
        return console.address();
    }

    LocalOrg org() {
        return org;
    }

    /** Rows that all differ from what they were before. */
    private List<Map<String, Object>> customers() {
        edition++;
        List<Map<String, Object>> customers = new ArrayList<>();
        for (int i = 1; i <= 2 * BATCH; i++) {
            customers.add(TestSync.row(
                    "id",
                    "C-" + (10_000 + i),
                    "name",
                    "Customer " + i + " of edition " + edition,
                    "city",
                    CITIES.get(i % CITIES.size())));
        }
        return customers;
    }

    /** Begins a run of accounts, without rejected records to send again, of whose two batches the org holds one. */
    HeldRun hold() {
        inAccounts(state -> state.rejected().clear());
        Fault fault = org.faults()
                .add(FaultMatch.on(CallKind.COLLECTIONS).withMethod("PATCH").from(2), new FaultAction.Hang());
        return new HeldRun(fault, CompletableFuture.runAsync(sync::run));
    }

    /** A run that waits for the org. */
    record HeldRun(Fault fault, CompletableFuture<?> run) implements AutoCloseable {
        /** The org answers, and the run ends. */
        @Override
        public void close() {
            fault.remove();
            run.join();
        }
    }

    /** Runs of the last days, as they are counted. */
    private void past() {
        Past clock = new Past();
        try (StateDatabase database = StateDatabase.open(Settings.of(sync.context()), clock)) {
            for (int i = PAST_RUNS; i > 0; i--) {
                clock.now = Instant.now().minus(Duration.ofMinutes(15L * i));
                int share = (i * 7919) % 97;
                boolean isFull = i == 30;
                long read = isFull ? 1_480 : 120 + share * 9L;
                long rejected = share % 5 == 0 ? share % 11 : 0;
                String status = i == 17 ? "FAILED" : rejected > 0 ? "PARTIAL" : "SUCCEEDED";
                run(
                        database,
                        clock,
                        "accounts",
                        isFull ? "compare-all" : "incremental",
                        status,
                        counts(read, status.equals("FAILED") ? 0 : read / 3, rejected));
            }
            clock.now = Instant.now().minus(Duration.ofHours(3));
            run(database, clock, "prospects", "incremental", "FAILED", counts(8_214, 0, 0));
        }
    }

    private static void run(
            StateDatabase database, Past clock, String name, String mode, String status, Map<String, Long> counts) {
        SyncState state = new SyncState(database, name, null);
        long id = state.runs().begin(name, mode);
        clock.now = clock.now.plusMillis(1_800 + counts.get("rows_read") * 3);
        state.runs()
                .end(
                        id,
                        status,
                        status.equals("FAILED") ? "The database of " + PLANTED + " did not answer" : null,
                        counts);
    }

    private static Map<String, Long> counts(long read, long sent, long rejected) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("rows_read", read);
        counts.put("unchanged", read - sent);
        counts.put("updated", sent - rejected);
        counts.put("rejected", rejected);
        counts.put("api_calls", 2 + sent / BATCH);
        return counts;
    }

    /** Sets the rejected records of accounts as they were at first. */
    void reject() {
        inAccounts(state -> {
            state.rejected().clear();
            state.rejected()
                    .add(List.of(
                            rejected(
                                    "C-10017",
                                    "TOO_LONG",
                                    PLANTED + " <script>alert(1)</script> has 321 characters, 255 fit",
                                    "Name"),
                            rejected(
                                    "C-10023",
                                    "DUPLICATES_DETECTED",
                                    "You are creating a duplicate of " + PLANTED + " Retail",
                                    null),
                            rejected(
                                    "C-10058",
                                    "DUPLICATES_DETECTED",
                                    "You are creating a duplicate of " + PLANTED + " Energy",
                                    null),
                            rejected(
                                    "C-10101",
                                    "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                                    "The phone number of " + PLANTED + " has to begin with +",
                                    "Phone"),
                            rejected(
                                    "C-10144",
                                    "INVALID_EMAIL_ADDRESS",
                                    "Invalid address: sales at " + PLANTED,
                                    "Email__c")));
        });
    }

    /** In place of these one with what nobody sees: in its key, its reason and its payload. */
    void rejectUnseen() {
        inAccounts(state -> {
            state.rejected().clear();
            state.rejected()
                    .add(List.of(new RejectedRecord(
                            "c-9\u202e",
                            new byte[16],
                            "{\"Name\":\"gpj\u202etxt\"}",
                            null,
                            "reject",
                            "TOO_LONG",
                            "has \u202eevil and\nC-1 is fine\u200b",
                            "Name",
                            "c-9\u202e")));
        });
    }

    private static RejectedRecord rejected(String key, String code, String message, String field) {
        return new RejectedRecord(
                key, new byte[16], "{\"Name\":\"" + PLANTED + " value\"}", null, "reject", code, message, field, key);
    }

    /** A plan of a sync that a guard holds back. */
    void holdBack(String name) {
        new Plans(sync.engine().database(), name)
                .ofRuns()
                .save(new Plan(
                        "3f2a91bc",
                        "00D000000000001AAA",
                        "v",
                        8_214,
                        12,
                        3,
                        0,
                        null,
                        "The run would create 8,214 Accounts of " + PLANTED + ", more than sync.max-creates allows.",
                        false));
    }

    private void inAccounts(Consumer<SyncState> work) {
        work.accept(new SyncState(sync.engine().database(), "accounts", null));
    }

    @Override
    public void close() {
        console.close();
        sync.close();
        org.close();
    }

    /** A clock that says what it is told. */
    private static final class Past extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
