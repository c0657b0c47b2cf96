package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** What must hold of a {@link Model}, said in terms of rows and Accounts. */
final class ModelOracle {
    private final ModelSync file;
    private final ModelSource source;
    private final ModelPerson person;
    private final ModelState state;

    ModelOracle(ModelSync file, ModelSource source, ModelPerson person, ModelState state) {
        this.file = file;
        this.source = source;
        this.person = person;
        this.state = state;
    }

    /**
     * Says that each record is as its row says, and that what is gone is gone.
     *
     * @param mapping which one the sync has, see {@link ModelSync}
     */
    void assertOrgIsWhereTheSourceIs(ModelOrg org, int mapping, RunReport report) {
        Map<String, String> ids = org.ids();
        source.newest().forEach((key, row) -> {
            if (!row.isTombstone() && !person.touched(key)) {
                assertIsAsItsRow(org, ids, row, mapping, report);
            }
        });
        for (String key : source.gone()) {
            if (ids.containsKey(key)) {
                assertIsGone(org, ids.get(key), key, report);
            }
        }
    }

    private void assertIsAsItsRow(ModelOrg org, Map<String, String> ids, ModelRow row, int mapping, RunReport report) {
        String key = row.key();
        String id = ids.get(key);
        boolean waits = row.others().anyMatch(other -> !ids.containsKey(other));
        if (waits || isLost(key) || id == null && !file.creates()) {
            return;
        }
        assertThat(id)
                .as(key + ", " + state.about(key) + ", in " + report.toJson())
                .isNotNull();
        if (file.updates()) {
            assertThat(org.field(id, "Name")).as(key).isEqualTo(name(row.name(), mapping));
            assertThat(org.field(id, "BillingCity")).as(key).isEqualTo(mapping == 2 ? "Berlin" : row.city());
            assertThat(org.field(id, "Rating")).as(key).isEqualTo(ModelSync.HOT);
            assertThat(org.keyIn(id, ModelOrg.PARENT)).as("parent of " + key).isEqualTo(row.parent());
            assertThat(org.keyIn(id, ModelOrg.PARTNER)).as("partner of " + key).isEqualTo(row.partner());
        } else if (!person.made(id)) {
            assertThat(source.names(key))
                    .as(key)
                    .contains(String.valueOf(org.field(id, "Name")).replace(" Inc.", ""));
        }
    }

    /** Whether the sync says that people deleted or merged the record, and that it is not made again. */
    private boolean isLost(String key) {
        return file.watches()
                && state.sql()
                                .queryForObject(
                                        "select count(*) from rejected_record where record_key = ? and code in ('GONE', 'MERGED')",
                                        Long.class,
                                        key)
                        > 0;
    }

    private static String name(String name, int mapping) {
        return mapping == 1 ? name + " Inc." : name;
    }

    private void assertIsGone(ModelOrg org, String id, String key, RunReport report) {
        List<String> known = state.sql()
                .queryForList(
                        "select salesforce_id from synced_record where record_key = ?"
                                + (file.deletes() && !file.deleteAdopted() ? " and created = 1" : ""),
                        String.class,
                        key);
        if (!known.contains(id) || isKeptForAMerge(id, report)) {
            return;
        }
        assertThat(file.deletes())
                .as(key + " is there, " + state.about(key) + ", in " + report.toJson())
                .isFalse();
        if (file.flags() && !person.touched(key)) {
            assertThat(org.field(id, "Rating")).as(key).isEqualTo(ModelSync.COLD);
        }
    }

    /** Whether another record, whose row is there, was merged into it, and the run says that it stays for that. */
    private boolean isKeptForAMerge(String id, RunReport report) {
        return person.survived(id) && report.toJson().contains("merged into it");
    }

    /** Each row that was read has one end, and nothing looks like a fault of ours. */
    static void assertAccounted(RunReport report) {
        long ends = 0;
        for (Count count : Count.values()) {
            ends += count.isOutcome() ? report.count(count) : 0;
        }
        assertThat(ends).as(report.toJson()).isEqualTo(report.count(Count.READ));
        assertThat(String.valueOf(report.message())).doesNotContain("fault of account-sync", "Exception");
    }

    /** What a process that lost its lease may change in the state: it puts records in doubt, and takes fingerprints away. */
    static void assertTookOnlyAway(
            Map<String, List<String>> contents, Map<String, String> fingerprints, ModelState now, RunReport report) {
        assertThat(now.contents()).as(report.toJson()).isEqualTo(contents);
        Map<String, String> left = now.fingerprints();
        assertThat(fingerprints).as(report.toJson()).containsAllEntriesOf(left);
        assertThat(now.doubts())
                .containsAll(fingerprints.keySet().stream()
                        .filter(key -> !left.containsKey(key))
                        .toList());
    }
}
