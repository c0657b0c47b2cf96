package io.accountsync.run;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.sync.RunMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The process of a {@link Model} that syncs, and those that take its place: each with a clock, and keys by chance. */
final class ModelProcess implements AutoCloseable {
    private final Random random;
    private final LocalOrg org;
    private final Path directory;
    private final ModelState state;
    private final ModelSync file;
    private final ModelSource source;
    private final boolean bulk;
    private final String engineRoutes;
    private ModelReading reading = ModelReading.WHOLE;
    private int mapping;
    private TestClock clock;
    private TestSync sync;

    /** Starts the first one. */
    ModelProcess(
            Random random,
            LocalOrg org,
            Path directory,
            ModelState state,
            ModelSync file,
            ModelSource source,
            boolean bulk)
            throws IOException {
        this.random = random;
        this.org = org;
        this.directory = directory;
        this.state = state;
        this.file = file;
        this.source = source;
        this.bulk = bulk;
        this.engineRoutes = ModelRoutes.write(directory.resolve("engine"));
        start();
    }

    /** The one that is there now. */
    TestSync sync() {
        return sync;
    }

    /** Its clock. */
    TestClock clock() {
        return clock;
    }

    /** Which of three mappings it has. */
    int mapping() {
        return mapping;
    }

    /** What runs get to read from now on. */
    void reads(ModelReading what) {
        reading = what;
    }

    /** A run that reads all there is, if the sync finds out only so which rows are gone, else one as on a schedule. */
    RunMode mode() {
        return file.hasCursor() && file.goesByAbsence() ? RunMode.COMPARE_ALL : RunMode.INCREMENTAL;
    }

    /** Ends it, and starts another one after an edit of the sync file. */
    void edit() {
        sync.close();
        mapping = random.nextInt(3);
        start();
    }

    /** Starts another one; whoever started the last one ends it. */
    void start() {
        List<String> settings = new ArrayList<>(List.of(
                "sync.engine-routes",
                engineRoutes,
                "sync.overlap-steps",
                String.valueOf(ModelSource.OVERLAP),
                "sync.path",
                bulk ? (random.nextBoolean() ? "auto" : "bulk") : "collections",
                "sync.bulk.threshold",
                "3",
                "sync.bulk.job-size",
                "1000",
                "sync.bulk.jobs",
                String.valueOf(bulk ? 1 + random.nextInt(3) : 1),
                "sync.bulk.poll-interval",
                "1",
                "sync.retries",
                "1",
                "sync.batch-size",
                String.valueOf(1 + random.nextInt(9)),
                "sync.in-flight",
                String.valueOf(1 + random.nextInt(3))));
        settings.addAll(file.settings());
        settings.addAll(state.settings());
        clock = TestClock.going();
        TestSync started = TestSync.startFile(org, directory, clock, file.file(mapping), settings)
                .watchTransactions();
        sync = started.rows(() -> reading.read(rows(started), source.next())).gone(() -> source.gone().stream()
                .map(key -> Map.of("gone_key", key))
                .toList());
    }

    private List<Map<String, Object>> rows(TestSync asking) {
        List<Object> asked = asking.asked();
        return file.hasCursor() ? source.since((Long) asked.get(asked.size() - 1)) : source.all();
    }

    @Override
    public void close() {
        sync.close();
    }
}
