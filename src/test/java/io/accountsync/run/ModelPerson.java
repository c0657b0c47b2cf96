package io.accountsync.run;

import io.accountsync.localorg.LocalOrg;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What people do in the org of a {@link Model} by hand, by chance, and which records nobody can foretell after it. */
final class ModelPerson {
    private static final int KEYS = 60;

    private final Random random;
    private final LocalOrg org;
    private final ModelSync file;
    private final ModelState state;
    private final Consumer<String> count;
    private final Set<String> made = new HashSet<>();
    private final Set<String> touched = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> survivors = new HashSet<>();

    /** @param count told what is done */
    ModelPerson(Random random, LocalOrg org, ModelSync file, ModelState state, Consumer<String> count) {
        this.random = random;
        this.org = org;
        this.file = file;
        this.state = state;
        this.count = count;
    }

    /** Does something. */
    void act() {
        ModelOrg before = ModelOrg.of(org);
        String done;
        try {
            done = file.creates() || random.nextBoolean() ? something(before) : insert("c" + random.nextInt(KEYS));
        } catch (IllegalArgumentException refused) {
            // As the org refuses it to a person in the browser.
            done = "something refused";
        }
        count.accept("person: " + done);
        ModelOrg after = ModelOrg.of(org);
        before.without(after).forEach(id -> {
            ModelLog.say("person:", "took away", before.keyOf(id), id, "known", state.knows(id));
            touch(before, id);
            if (state.knows(id)) {
                deleted.add(before.keyOf(id));
            }
        });
        after.without(before).forEach(id -> {
            ModelLog.say("person:", "made", after.keyOf(id), id);
            touch(after, id);
            deleted.remove(after.keyOf(id));
        });
        for (String field : ModelOrg.FIELDS) {
            after.changedSince(before, field).forEach(id -> {
                ModelLog.say("person:", field, "of", before.keyOf(id), after.keyOf(id), id);
                touch(before, id);
                touch(after, id);
            });
        }
        // Whoever points to a record that is another one's now keeps pointing to it, which the sync cannot know.
        Set<String> renamed = after.changedSince(before, ModelOrg.KEY);
        for (String id : after.accounts().keySet()) {
            if (ModelOrg.LOOKUPS.stream()
                    .anyMatch(lookup -> renamed.contains(String.valueOf(after.field(id, lookup))))) {
                touch(after, id);
            }
        }
    }

    private String something(ModelOrg now) {
        List<String> ids = List.copyOf(now.accounts().keySet());
        List<String> deleted = org.deletedRecords("Account").stream()
                .map(record -> record.get("Id").toString())
                .toList();
        switch (random.nextInt(10)) {
            case 0 -> {
                return insert("c" + random.nextInt(KEYS));
            }
            case 1 -> {
                return insert(random.nextBoolean() ? null : "x" + random.nextInt(KEYS));
            }
            case 2, 3 -> {
                if (!deleted.isEmpty()) {
                    org.person().undelete(any(deleted));
                    return "undelete";
                }
            }
            case 4 -> {
                if (ids.size() > 1) {
                    return merge(now, any(ids), any(ids));
                }
            }
            case 5 -> {
                if (file.goesByKey() && !ids.isEmpty()) {
                    org.edit("Account", any(ids), Map.of(ModelOrg.KEY, "y" + random.nextInt(1000)));
                    return "another External ID";
                }
            }
            case 6 -> {
                if (!ids.isEmpty()) {
                    org.edit("Account", any(ids), Map.of("Name", "By hand " + random.nextInt(1000)));
                    return "edit";
                }
            }
            default -> {
                if (!ids.isEmpty()) {
                    org.delete(any(ids));
                    return "delete";
                }
            }
        }
        return "nothing";
    }

    /** Children of the one that goes get the other one as parent: it must not come below them. */
    private String merge(ModelOrg now, String one, String other) {
        boolean inOrder = number(now, one) < number(now, other);
        org.person().merge(inOrder ? one : other, inOrder ? other : one);
        survivors.add(inOrder ? one : other);
        return "merge";
    }

    private static int number(ModelOrg now, String id) {
        String key = now.keyOf(id);
        return key == null || !key.startsWith("c") ? -1 : Integer.parseInt(key.substring(1));
    }

    private String insert(String key) {
        if (key != null && ModelOrg.of(org).ids().containsKey(key)) {
            return "nothing";
        }
        Map<String, Object> fields = new HashMap<>(Map.of("Name", "By hand " + random.nextInt(1000)));
        if (key != null) {
            fields.put(ModelOrg.KEY, key);
        }
        made.add(org.insert("Account", fields));
        return key == null || key.startsWith("x") ? "insert" : "insert with a key of ours";
    }

    private String any(List<String> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private void touch(ModelOrg org, String id) {
        if (org.keyOf(id) != null) {
            touched.add(org.keyOf(id));
        }
    }

    /** Whether people made a record. */
    boolean made(String id) {
        return made.contains(id);
    }

    /** Whether nobody can say what a record is like, since somebody had his hands in it, or in its parent. */
    boolean touched(String key) {
        return touched.contains(key);
    }

    /** The sync made a new one. */
    void isBack(String key) {
        deleted.remove(key);
    }

    /** The sync has let go of some, with their rows. */
    void letGo(Predicate<String> whose) {
        deleted.removeIf(whose);
    }

    /** Whether others were merged into a record. */
    boolean survived(String id) {
        return survivors.contains(id);
    }

    /** Whether people took away the record that the sync had for this key. */
    boolean deleted(String key) {
        return deleted.contains(key);
    }

    /** The parents of these are gone, and with them what pointed to them. */
    void touch(Set<String> keys) {
        touched.addAll(keys);
    }

    /** The records of these keys are as their rows say again; of one whose row is away that is not said. */
    void madeGood(Set<String> keys) {
        touched.removeAll(keys);
    }
}
