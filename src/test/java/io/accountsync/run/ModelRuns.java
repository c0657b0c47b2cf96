package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.sync.RunMode;
import java.util.Random;
import java.util.function.Consumer;

/** The runs of a {@link Model}, and what is to be seen after each of them, whatever goes wrong. */
final class ModelRuns {
    private final Random random;
    private final ModelProcess process;
    private final ModelState state;
    private final ModelSync file;
    private final ModelWatch watch;
    private final Consumer<String> count;

    /** @param count told how they end */
    ModelRuns(
            Random random,
            ModelProcess process,
            ModelState state,
            ModelSync file,
            ModelWatch watch,
            Consumer<String> count) {
        this.random = random;
        this.process = process;
        this.state = state;
        this.file = file;
        this.watch = watch;
        this.count = count;
    }

    /** What a person or a schedule asks for: mostly what is usual. */
    RunMode mode() {
        return switch (random.nextInt(8)) {
            case 0 -> RunMode.FULL_REFRESH;
            case 1 -> RunMode.INCREMENTAL;
            case 2 -> RunMode.COMPARE_ALL;
            default -> process.mode();
        };
    }

    /** A run as anybody starts one, of what it gets to read. */
    void run() {
        ModelReading reading = ModelReading.byChance(random);
        long limit = random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 0;
        RunMode mode = mode();
        process.reads(reading);
        RunReport report = process.sync().run(mode, limit);
        process.reads(ModelReading.WHOLE);
        ModelLog.say(mode, reading, limit, report);
        ModelOracle.assertAccounted(report);
        count.accept("run " + report.status());
        if (file.goesByAbsence() && (reading != ModelReading.WHOLE || limit > 0 || mode == RunMode.FULL_REFRESH)) {
            watch.lookAtNothingDeleted(reading + ", limit " + limit + ", " + mode + ": " + report.toJson());
        } else {
            watch.look(report.toJson());
        }
        if (report.status() == RunStatus.STOPPED && random.nextBoolean()) {
            approve();
        }
    }

    /** What a guard held back. @return whether there is something */
    boolean approve() {
        boolean held = state.sql().update("update sync_plan set approved_at = 1 where approved_at is null") > 0;
        if (held) {
            watch.approve();
            count.accept("approved");
        }
        return held;
    }

    /** A run in which nothing goes wrong; where it is held back, a person lets it pass. */
    RunReport good(RunMode mode) {
        RunReport report = process.sync().run(mode);
        ModelLog.say("quiet", mode, report);
        if (report.status() == RunStatus.STOPPED && approve()) {
            watch.lookAtNothingDone(report.toJson());
            report = process.sync().run(mode);
        }
        assertThat(report.message()).isNull();
        assertThat(report.status()).as(report.toJson()).isIn(RunStatus.SUCCEEDED, RunStatus.PARTIAL);
        ModelOracle.assertAccounted(report);
        watch.look(report.toJson());
        return report;
    }
}
