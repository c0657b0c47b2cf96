package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks at the org of a {@link Model} after each run, and says what the run may have done: deleted only what the sync created and
 * whose row is gone, no more of it in a day than the guard lets pass or a person approved, never anything of others.
 */
final class ModelWatch {
    private final LocalOrg org;
    private final ModelSync file;
    private final ModelSource source;
    private final ModelPerson person;
    private final ModelState state;
    private final Consumer<String> count;
    private final Set<String> approved = new HashSet<>();
    private ModelOrg seen;
    private Set<String> halfDone = Set.of();
    private final Set<String> deletedToday = new HashSet<>();

    /** @param count told what is seen */
    ModelWatch(
            LocalOrg org,
            ModelSync file,
            ModelSource source,
            ModelPerson person,
            ModelState state,
            Consumer<String> count) {
        this.org = org;
        this.file = file;
        this.source = source;
        this.person = person;
        this.state = state;
        this.count = count;
        this.seen = ModelOrg.of(org);
    }

    /** Takes what is there now as it is. */
    void lookAway() {
        seen = ModelOrg.of(org);
    }

    /** A day has passed. */
    void nextDay() {
        deletedToday.clear();
    }

    /** A person lets all that is gone now be deleted, whenever that happens. */
    void approve() {
        approved.addAll(source.gone());
    }

    /** The last look. */
    ModelOrg seen() {
        return seen;
    }

    /** Looks what has happened since the last time; nobody but the sync did anything. */
    void look(String why) {
        ModelOrg now = ModelOrg.of(org);
        Set<String> deleted = seen.without(now);
        ModelLog.say("look", why.startsWith("{") ? "after a run" : why);
        deleted.forEach(id -> ModelLog.say("deleted", seen.keyOf(id), id));
        now.without(seen).forEach(id -> ModelLog.say("created", now.keyOf(id), id));
        deleted.forEach(id -> assertMayBeDeleted(id, why));
        // A key whose row came back and went again counts once.
        deleted.stream().map(seen::keyOf).filter(key -> !approved.contains(key)).forEach(deletedToday::add);
        assertThat(deletedToday).as("deleted within a day, " + why).hasSizeLessThanOrEqualTo(file.mostDeletions());
        deleted.forEach(id -> count.accept("deleted by the sync"));
        assertCreatedOnlyWhereItMay(now, why);
        assertOthersAreAsTheyWere(now, why);
        for (String id : now.changedSince(seen, "Rating")) {
            if (ModelSync.COLD.equals(now.field(id, "Rating"))) {
                count.accept("flagged");
                assertThat(file.flags() && source.wasGone(now.keyOf(id)))
                        .as("flagged " + now.keyOf(id) + ", " + why)
                        .isTrue();
            }
        }
        // What they point to is gone, which the sync cannot know.
        for (String lookup : ModelOrg.LOOKUPS) {
            person.touch(now.changedSince(seen, lookup).stream()
                    .filter(id -> deleted.contains(Objects.toString(seen.field(id, lookup), "")))
                    .map(now::keyOf)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
        }
        // A row that comes back after that makes a new record, be it as late as its parent comes.
        person.letGo(key -> source.wasGone(key) && !state.hasRecordOf(key));
        seen = now;
        halfDone = Set.copyOf(state.halfDone());
    }

    /** The same after a run that could not know which rows are missing. */
    void lookAtNothingDeleted(String why) {
        assertThat(seen.without(ModelOrg.of(org))).as("deleted, " + why).isEmpty();
        look(why);
    }

    /** The same where nothing was to be done at all. */
    void lookAtNothingDone(String why) {
        assertThat(ModelOrg.of(org)).as(why).isEqualTo(seen);
    }

    private void assertMayBeDeleted(String id, String why) {
        String key = seen.keyOf(id);
        String what = "deleted " + id + " of " + key + ", " + why;
        assertThat(file.deletes()).as(what).isTrue();
        assertThat(key).as(what).isNotNull();
        assertThat(source.wasGone(key)).as("its row is there: " + what).isTrue();
        assertThat(file.deleteAdopted() || !person.made(id))
                .as("a person made it: " + what)
                .isTrue();
    }

    private void assertCreatedOnlyWhereItMay(ModelOrg now, String why) {
        Set<String> created = now.without(seen);
        assertThat(file.creates() || created.isEmpty())
                .as("created " + created + ", " + why)
                .isTrue();
        if (file.watches()) {
            assertThat(created.stream().map(now::keyOf))
                    .as("made again, " + why)
                    .noneMatch(key -> person.deleted(key) && !source.wasGone(key));
            created.forEach(id -> person.isBack(now.keyOf(id)));
        }
    }

    private void assertOthersAreAsTheyWere(ModelOrg now, String why) {
        for (String field : ModelOrg.FIELDS) {
            for (String id : now.changedSince(seen, field)) {
                String key = seen.keyOf(id);
                boolean isOurs = key != null && key.startsWith("c");
                boolean mayChange = ModelOrg.LOOKUPS.contains(field)
                        || isOurs && file.updates()
                        // What is made in two steps is finished with what its row says by then.
                        || isOurs && halfDone.contains(key)
                        || "followMerge".equals(file.whenGone()) && person.survived(id);
                assertThat(mayChange)
                        .as(field + " of " + id + ", " + key + ", " + why)
                        .isTrue();
            }
        }
    }
}
