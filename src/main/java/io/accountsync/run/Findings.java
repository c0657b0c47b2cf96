package io.accountsync.run;

import io.accountsync.config.Sentence;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.RunReport.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has to say of rows that did not pass, in constant memory: numbers by code, and the first few of each. */
public final class Findings {
    private static final int SAMPLES = 5;

    private final Map<String, Finding> byCode = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long fresh;
    private long freshInvalid;

    /** A row that could not be read or mapped. */
    public synchronized void invalid(String code, String sample, boolean isNew) {
        add("invalid", code, sample, sample, isNew);
        freshInvalid += isNew ? 1 : 0;
    }

    /** A record that Salesforce rejected or that is deferred. */
    public synchronized void rejected(String code, WrittenKey key, boolean isNew) {
        add("rejected", code, key.key(), key.externalId(), isNew);
    }

    /** A record that the operation of the sync is not for: no error. */
    public synchronized void leftOut(String code, WrittenKey key) {
        add("left_out", code, key.key(), key.externalId(), false);
    }

    /** A record that is there still although its row is gone. */
    public synchronized void notDeleted(String code, WrittenKey key, boolean isNew) {
        add("deletion", code, key.key(), key.externalId(), isNew);
    }

    /** Rows that fell out since another one has the same key; only the first are named. */
    public synchronized void duplicates(long rows, List<String> samples) {
        byCode.put("duplicate", new Finding("duplicate", "DUPLICATE_KEY", rows, List.copyOf(samples)));
    }

    /** Something that whoever reads the report should know; what was said already is not said again. */
    public synchronized void note(String note) {
        String closed = Sentence.closed(note);
        if (!notes.contains(closed)) {
            notes.add(closed);
        }
    }

    /** How many records did not pass that were not known for it before. */
    synchronized long fresh() {
        return fresh;
    }

    /** How many rows could not be read or mapped that were not known for it before. */
    public synchronized long freshInvalid() {
        return freshInvalid;
    }

    public synchronized List<Finding> all() {
        return List.copyOf(byCode.values());
    }

    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    private void add(String kind, String code, String sample, String externalId, boolean isNew) {
        if (isNew) {
            fresh++;
        }
        byCode.compute(kind + " " + code, (key, finding) -> {
            if (finding == null) {
                return new Finding(kind, code, 1, List.of(sample), Collections.singletonList(externalId));
            }
            List<String> samples = finding.samples();
            List<String> externalIds = finding.externalIds();
            if (samples.size() < SAMPLES) {
                samples = new ArrayList<>(samples);
                samples.add(sample);
                externalIds = new ArrayList<>(externalIds);
                externalIds.add(externalId);
            }
            return new Finding(kind, code, finding.count() + 1, samples, externalIds);
        });
    }
}
