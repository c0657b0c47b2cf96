package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.Org;
import java.util.Random;
import java.util.function.Consumer;

/** A quiet time in a {@link Model}: nothing goes wrong, and nothing may be left of what did. */
final class ModelQuiet {
    private final Random random;
    private final LocalOrg org;
    private final ModelProcess process;
    private final ModelRuns runs;
    private final ModelState state;
    private final ModelSync file;
    private final ModelSource source;
    private final ModelFaults faults;
    private final ModelPerson person;
    private final ModelWatch watch;
    private final ModelOracle oracle;
    private final boolean hasPerson;
    private final Consumer<String> count;

    /**
     * None so far.
     *
     * @param hasPerson whether anybody but the sync changes the org
     * @param count told when one is over
     */
    ModelQuiet(
            Random random,
            LocalOrg org,
            ModelProcess process,
            ModelRuns runs,
            ModelState state,
            ModelSync file,
            ModelSource source,
            ModelFaults faults,
            ModelPerson person,
            ModelWatch watch,
            boolean hasPerson,
            Consumer<String> count) {
        this.random = random;
        this.org = org;
        this.process = process;
        this.runs = runs;
        this.state = state;
        this.file = file;
        this.source = source;
        this.faults = faults;
        this.person = person;
        this.watch = watch;
        this.oracle = new ModelOracle(file, source, person, state);
        this.hasPerson = hasPerson;
        this.count = count;
    }

    /**
     * Nothing goes wrong any more, and a person has asked for what was refused to be sent again.
     *
     * @param refresh whether every row is sent, so that no trace is left of what people did
     */
    void come(boolean refresh) throws Exception {
        faults.release();
        watch.look("after calls that came late");
        faults.clear();
        // The org's calls are back, and somebody looks: else what the process was told last counts for a while.
        new Org(process.sync().context()).identity();
        state.askAgain();
        boolean isSimple = !hasPerson && file.whenRowGone() == ModelSync.WhenRowGone.IGNORE;
        if (!isSimple || random.nextBoolean()) {
            pass();
        }
        if (refresh) {
            // The first one may carry on where an earlier one was broken off.
            if (state.number("select count(*) from full_refresh") > 0) {
                runs.good(RunMode.FULL_REFRESH);
            }
            if (file.upserts()) {
                // Before it: what it deletes takes itself out of lookups of others.
                person.madeGood(source.newest().keySet());
            }
            runs.good(RunMode.FULL_REFRESH);
        }
        RunReport report = runs.good(process.mode());
        if (!isSimple) {
            // What got no answer can be settled now, and a mapping that was edited is known.
            pass();
            report = runs.good(process.mode());
        }
        oracle.assertOrgIsWhereTheSourceIs(watch.seen(), process.mapping(), report);
        source.forgetThePast();
        count.accept("quiet run");

        long waiting = state.number("select count(*) from rejected_record where error_class in ('retry', 'later')");
        org.stats().reset();
        RunReport again = runs.good(process.mode());
        assertThat(again.status()).as(again.toJson()).isEqualTo(waiting == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL);
        if (waiting == 0) {
            assertThat(org.stats().calls(CallKind.COLLECTIONS) + org.stats().calls(CallKind.BULK))
                    .as(again.toJson())
                    .isZero();
        }
        assertThat(again.count(Count.CREATED) + again.count(Count.UPDATED)).isZero();
        assertThat(state.number("select count(*) from sent_batch")).isZero();
        assertThat(state.number("select count(*) from bulk_job where ended_at is null"))
                .isZero();
        if (!isSimple) {
            assertThat(state.number("select count(*) from deletion where status in ('intended', 'unknown')"))
                    .as(again.toJson())
                    .isZero();
        }
    }

    /** Time passes: what is on its way has come, and a new day has begun. */
    private void pass() {
        state.letTimePass();
        watch.nextDay();
    }
}
