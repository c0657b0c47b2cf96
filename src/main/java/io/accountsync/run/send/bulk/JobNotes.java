package io.accountsync.run.send.bulk;

import io.accountsync.run.Run;
import io.accountsync.run.claims.RunClaims;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the state knows of the records of a Bulk job while it goes on: which of them Salesforce has already, and, where a stream may
 * send them, too, that they are the job's. Within transactions of the run.
 */
final class JobNotes {
    private static final int KEYS_A_NOTE = 1000;

    private final JobOwner owner;
    private final Run run;
    private final RunClaims claims;

    JobNotes(JobOwner owner) {
        this.owner = owner;
        this.run = owner.run();
        this.claims = new RunClaims(run);
    }

    /**
     * What the state was told.
     *
     * @param notes the numbers of the notes that the state holds of the job's records
     * @param isStreamed whether a stream began while the job was made, and has changed records of it
     */
    record Begun(List<Long> notes, boolean isStreamed) {}

    /** Before anything is uploaded. */
    Begun begin(BulkJob job, String id) {
        boolean areClaimed = claims.areNeeded() && claim(job.keys());
        run.state().jobs().begin(id, run.id(), job.tally().records(), owner.deletes(), areClaimed);
        owner.begun(job, id);
        List<Long> notes = new ArrayList<>();
        for (List<String> keys : job.knownKeysInParts(KEYS_A_NOTE)) {
            notes.add(run.state().sent().beginOfJob(run.id(), keys));
        }
        return new Begun(notes, !areClaimed && claims.areNeeded());
    }

    private boolean claim(List<String> all) {
        boolean areOurs = true;
        for (List<String> keys : inParts(all)) {
            Map<String, byte[]> unclaimed = new HashMap<>();
            keys.forEach(key -> unclaimed.put(key, null));
            run.state().claims().giveToJobs(keys).forEach(unclaimed::remove);
            areOurs &= run.state().claims().ofJobs().take(unclaimed.keySet()).size() == unclaimed.size()
                    && claims.newer(unclaimed).isEmpty();
        }
        return areOurs;
    }

    /** When all its results are judged. */
    void end(BulkJob job) {
        run.state().jobs().end(job.id(), job.tally().state().name(), job.tally().crowded());
        owner.ended(job);
        for (long note : job.notes()) {
            if (job.tally().unprocessed() > 0) {
                run.state().sent().endInDoubt(note, run.id());
            } else {
                run.state().sent().end(note);
            }
        }
        if (claims.areNeeded()) {
            inParts(job.keys()).forEach(run.state().claims().ofJobs()::release);
            run.state().sessions().releaseEndedJobs();
        }
    }

    private static List<List<String>> inParts(List<String> keys) {
        List<List<String>> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i += KEYS_A_NOTE) {
            parts.add(keys.subList(i, Math.min(keys.size(), i + KEYS_A_NOTE)));
        }
        return parts;
    }
}
