package io.accountsync.localorg.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The jobs of one kind that the org knows, oldest first. */
final class JobRegister<T> {

    private final LongFunction<String> ids;
    private final Map<String, T> jobs = new LinkedHashMap<>();
    private long made;

    /** @param ids makes the id of the n-th job */
    JobRegister(LongFunction<String> ids) {
        this.ids = ids;
    }

    synchronized String nextId() {
        return ids.apply(++made);
    }

    synchronized void add(String id, T job) {
        jobs.put(id, job);
    }

    /** The job of that id of 18 characters, or null. */
    synchronized T find(String id) {
        return jobs.get(id);
    }

    synchronized void remove(String id) {
        jobs.remove(id);
    }

    synchronized List<T> all() {
        return new ArrayList<>(jobs.values());
    }
}
