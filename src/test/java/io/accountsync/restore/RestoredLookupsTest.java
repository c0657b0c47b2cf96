package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.restore.Restoration.Chosen;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Count;
import io.accountsync.run.DeletingSync;
import io.accountsync.run.RunStatus;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.IntendedDeletion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What restored records pointed to they point to again, or it is said, by key, field and id, what they lack and why. */
class RestoredLookupsTest {
    private static final Duration LONGER_THAN_THE_BIN = Duration.ofDays(16);

    private final TestClock clock = TestClock.going();
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .clock(clock)
            .withField("Account", FieldSpec.lookupTo("Account", "Partner__c", "Partner__r"))
            .build());
    private final List<Restored> restored = new ArrayList<>();
    private final List<RestoredLookup> lookups = new ArrayList<>();

    @TempDir
    private Path directory;

    private DeletingSync sync;

    @BeforeEach
    void start() {
        sync = DeletingSync.start(org, directory);
    }

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void recordsThatPointToEachOtherOrThemselvesPointToTheNewOnesInTheSameCommand() throws Exception {
        sync.runWithRows(7);
        points("2", "3");
        points("3", "2");
        points("4", "4");
        points("5", "2");
        points("6", "7");
        points("7", "6");
        org.edit("Account", sync.idOf("7"), Map.of("ParentId", sync.idOf("5")));
        sync.runWithRows(1);
        clock.advance(LONGER_THAN_THE_BIN);

        RestoreReport said = restore(true);
        List<String> told = lookups.stream().map(RestoredLookup::field).toList();
        RestoreReport report = restore(false);

        assertThat(report.status()).as(restored + " " + lookups).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.counts()).isEqualTo(said.counts()).isEqualTo(Map.of(Way.CREATED, 6L));
        assertThat(report.lookupsSet()).isEqualTo(said.lookupsSet()).isEqualTo(3);
        assertThat(lookups).extracting(RestoredLookup::field).isEqualTo(told);
        assertThat(List.of(partner("2"), partner("3"), partner("4"), partner("5"), partner("6"), partner("7")))
                .containsExactly(idOf("3"), idOf("2"), idOf("4"), idOf("2"), idOf("7"), idOf("6"));
        assertThat(account("7")).containsEntry("ParentId", idOf("5"));
        assertThat(open()).isZero();
        assertThat(sync.runWithRows(7).count(Count.UPDATED))
                .as("a row that comes back is sent, whatever it holds")
                .isEqualTo(6);
        assertThat(sync.runWithRows(1).count(Count.DELETED)).as("they are ours").isEqualTo(6);
    }

    @Test
    void whatWasBrokenOffBetweenTheTwoStepsIsDoneByTheSameCommand() throws Exception {
        sync.runWithRows(4);
        points("2", "3");
        points("3", "4");
        points("4", "2");
        sync.runWithRows(1);
        clock.advance(LONGER_THAN_THE_BIN);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("PATCH"),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "no more"));

        assertThat(restore(false).status()).isEqualTo(RunStatus.STOPPED);
        assertThat(restored).extracting(Restored::way).containsOnly(Way.CREATED);
        assertThat(open()).isEqualTo(1);
        assertThat(sync.runWithRows(1).notes())
                .anyMatch(note -> note.startsWith("1 lookup of a restored record is not set yet"));
        org.faults().clear();
        RestoreReport said = restore(true);
        RestoreReport report = restore(false, sync.deletion("2").key(), "3", "4");

        assertThat(report.status()).as(lookups.toString()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.lookupsSet()).isEqualTo(said.lookupsSet()).isEqualTo(1);
        assertThat(List.of(partner("2"), partner("3"), partner("4"))).containsExactly(idOf("3"), idOf("4"), idOf("2"));
        assertThat(open()).isZero();
    }

    @Test
    void aTargetThatIsGoneForGoodIsLeftOutAndToldBeforehandByKeyFieldAndId() throws Exception {
        sync.runWithRows(3);
        String other = org.insert("Account", Map.of("Name", "Other"));
        org.edit("Account", sync.idOf("3"), Map.of("Partner__c", other, "ParentId", sync.idOf("1")));
        sync.runWithRows(2);
        org.delete(other);
        clock.advance(LONGER_THAN_THE_BIN);

        RestoreReport said = restore(true);
        List<RestoredLookup> told = List.copyOf(lookups);
        RestoreReport report = restore(false);

        assertThat(report.status()).isEqualTo(said.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.lookupsLeftOut()).isEqualTo(said.lookupsLeftOut()).isEqualTo(1);
        assertThat(report.counts()).isEqualTo(said.counts()).isEqualTo(Map.of(Way.CREATED, 1L));
        assertThat(told).hasSize(1);
        assertThat(lookups)
                .extracting(lookup -> lookup.key().text(), RestoredLookup::field, RestoredLookup::pointedTo)
                .containsExactly(tuple("3", "Partner__c", other));
        assertThat(account("3")).containsEntry("ParentId", idOf("1"));
    }

    @Test
    void aTargetInTheRecycleBinIsLeftOutUntilItIsBackAndAnyRestorationSetsItThen() throws Exception {
        sync.runWithRows(4);
        String other = org.insert("Account", Map.of("Name", "Other"));
        org.edit("Account", sync.idOf("3"), Map.of("Partner__c", other));
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        org.delete(other);

        assertThat(restore(false, "3").status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(lookups).singleElement().satisfies(lookup -> assertThat(lookup.reason())
                .contains("bring it back out of the recycle bin"));
        assertThat(restore(false, "3").status()).as("asked for once more").isEqualTo(RunStatus.PARTIAL);
        org.person().undelete(other);
        assertThat(restore(false, "4").status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner("3")).isEqualTo(other);
    }

    @Test
    void aTargetThatWasMergedAwayIsFollowedToTheSurvivor() throws Exception {
        sync.runWithRows(3);
        String victim = org.insert("Account", Map.of("Name", "Victim"));
        String survivor = org.insert("Account", Map.of("Name", "Survivor"));
        points("3", victim);
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        org.person().merge(survivor, victim);

        assertThat(restore(false).status()).as(lookups.toString()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner("3")).isEqualTo(survivor);
    }

    @Test
    void recordsOutOfTheRecycleBinPointToEachOtherAgain() throws Exception {
        sync.runWithRows(6);
        points("2", "3");
        points("3", "2");
        points("4", "4");
        points("6", "5");
        points("5", "6");
        sync.runWithRows(1);

        assertThat(restore(true).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(restore(false).status()).as(lookups.toString()).isEqualTo(RunStatus.SUCCEEDED);

        assertThat(List.of(partner("2"), partner("3"), partner("4"), partner("5"), partner("6")))
                .containsExactly(idOf("3"), idOf("2"), idOf("4"), idOf("6"), idOf("5"));
        assertThat(open()).isZero();
    }

    @Test
    void aRecordOutOfTheRecycleBinWithoutTheOneThatItPointedToIsPartial() throws Exception {
        sync.runWithRows(4);
        points("4", "3");
        sync.runWithRows(2);

        RestoreReport said = restore(true, "4");
        RestoreReport report = restore(false, "4");

        assertThat(report.status()).isEqualTo(said.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(lookups).singleElement().satisfies(lookup -> assertThat(lookup.reason())
                .contains("was deleted too and is not restored"));
        assertThat(restore(false, "3").status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner("4")).isEqualTo(idOf("3"));
    }

    @Test
    void aLookupThatHoldsSomethingByNowOrWhoseRowIsBackStaysAsItIs() throws Exception {
        sync.runWithRows(4);
        points("2", "3");
        points("3", "2");
        org.edit("Account", sync.idOf("4"), Map.of("ParentId", sync.idOf("1")));
        sync.runWithRows(1);
        clock.advance(LONGER_THAN_THE_BIN);
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).withMethod("PATCH"),
                        FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "no more"));
        restore(false);
        org.faults().clear();
        String lacking = partner("2") == null ? "2" : "3";
        org.edit("Account", idOf(lacking).toString(), Map.of("Partner__c", sync.idOf("1")));

        assertThat(restore(false).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner(lacking)).isEqualTo(idOf("1"));
        assertThat(open()).isZero();
    }

    @Test
    void aTargetThatAnotherSyncDeletedIsNamedAndFollowedOnceThatHasRestoredIt() throws Exception {
        sync.runWithRows(3);
        String other = org.insert("Account", Map.of("Name", "Other"));
        points("3", other);
        sync.runWithRows(2);
        org.delete(other);
        clock.advance(LONGER_THAN_THE_BIN);
        ofPartners(log -> {
            log.intend(List.of(new IntendedDeletion("77", "77", other, "ABSENT", true, "{}")), org.orgId(), 1);
            log.deleted(List.of(other));
        });

        assertThat(restore(false).status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(restored).singleElement().satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("REFERENCE_DELETED");
            assertThat(refused.message()).contains("Partner__c", other, "account-sync restore partners 77");
        });
        String anew = org.insert("Account", Map.of("Name", "Other"));
        ofPartners(log -> log.restorable().restored(other, anew));
        assertThat(restore(false).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner("3")).isEqualTo(anew);
    }

    @Test
    void aNewRecordThatWasDeletedAndRestoredAgainIsStillTheTarget() throws Exception {
        sync.runWithRows(4);
        points("3", "4");
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        restore(false, "4");
        sync.runWithRows(2);
        sync.runWithRows(4);
        clock.advance(LONGER_THAN_THE_BIN);

        assertThat(sync.idOf("3")).as("its row made it anew").isNotNull();
        points("3", "4");
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        assertThat(restore(false, "3", "4").status()).as(restored.toString()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(partner("3")).isEqualTo(idOf("4"));
    }

    @Test
    void aRecordThatACallWithoutAnswerMadeIsNotTakenForOurs() throws Exception {
        sync.runWithRows(3);
        sync.runWithRows(2);
        clock.advance(LONGER_THAN_THE_BIN);
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());

        assertThat(restore(false).count(Way.CREATED)).isEqualTo(1);

        sync.runWithRows(3);
        assertThat(sync.runWithRows(2).notes()).anyMatch(note -> note.contains("not known that this sync created it"));
    }

    private void ofPartners(Consumer<DeletionLog> action) {
        sync.sync().ofState("partners", state -> {
            action.accept(state.deletions());
            return null;
        });
    }

    private void points(String key, String target) {
        String id = target.length() > 2 ? target : sync.idOf(target);
        org.edit("Account", sync.idOf(key), Map.of("Partner__c", id));
    }

    private Map<String, Object> account(String key) {
        return org.find("Account", "Customer_Id__c", key).orElseThrow();
    }

    private Object idOf(String key) {
        return account(key).get("Id");
    }

    private Object partner(String key) {
        return account(key).get("Partner__c");
    }

    private long open() {
        return sync.sync().ofState(state -> state.deletions().leftOut().count());
    }

    private RestoreReport restore(boolean dryRun, String... keys) throws Exception {
        restored.clear();
        lookups.clear();
        return new Restoration(sync.sync().context())
                .restore("accounts", new Chosen(List.of(keys), null), dryRun, new RestoreListener() {
                    @Override
                    public void record(Restored record) {
                        restored.add(record);
                    }

                    @Override
                    public void lookup(RestoredLookup lookup) {
                        lookups.add(lookup);
                    }
                });
    }
}
