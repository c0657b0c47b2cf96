package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.Circles;
import io.accountsync.state.WaysOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Finds the circles that records of a run would close through records which Salesforce has and which stay as they are: those above
 * the parents of the run's records are read, and chains are followed by what they will be. For one thread.
 */
final class KnownCircles {
    /** The ancestors of so many records are looked at, which takes some ten calls. */
    private static final int MOST = 2000;

    private final Reading reading;
    private final OwnLookup lookup;
    private final Circles circles;
    private final WaysOut waysOut;
    private final OrgAncestors org;
    private final Map<String, Change> sent = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    KnownCircles(Reading reading, OwnLookup lookup) {
        this.reading = reading;
        this.lookup = lookup;
        this.circles = reading.changes().circles();
        this.waysOut = circles.waysOut();
        this.org = new OrgAncestors(reading, lookup);
    }

    /**
     * Adds them to those of the change set.
     *
     * @throws OrgFailedException when the org cannot be asked
     * @throws RunStoppedException when no call may be made now
     */
    void find() {
        List<String> ends = waysOut.keys(MOST + 1);
        if (ends.isEmpty()) {
            return;
        }
        if (ends.size() > MOST && reading.run().isPlanning()) {
            reading.run()
                    .findings()
                    .note("Records would point to more than " + Quantity.of(MOST, "other record")
                            + " of Salesforce: this plan looked at the ancestors of so many. Should further ones be their own"
                            + " ancestors, Salesforce rejects them (CIRCULAR_DEPENDENCY).");
        }
        try {
            List<String> first = ends.subList(0, Math.min(MOST, ends.size()));
            org.read(first);
            sent.putAll(waysOut.sent(new ArrayList<>(org.names())));
            org.names().forEach(name -> sent.putIfAbsent(name, null));
            Set<String> last = new HashSet<>();
            for (String end : first) {
                follow(end);
                last.addAll(waiting(end));
            }
            sendLast(last);
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    private void follow(String start) throws SalesforceException {
        Set<String> trace = new LinkedHashSet<>();
        String at = start;
        while (at != null && !seen.contains(at) && trace.add(at)) {
            at = next(at);
        }
        if (at != null && trace.contains(at)) {
            List<String> way = new ArrayList<>(trace);
            add(way.subList(way.indexOf(at), way.size()));
        }
        seen.addAll(trace);
    }

    /**
     * The records that would close a circle only for as long as another one has not moved away, which is above them in the org and
     * below them in the run: they go when all others have gone.
     */
    private Set<String> waiting(String end) {
        Set<String> waiting = new HashSet<>();
        Set<String> above = new HashSet<>();
        for (String at = org.parentOf(end); at != null && above.add(at); at = org.parentOf(at)) {
            Change change = change(at);
            if (change != null
                    && change.parentKey() != null
                    && !change.parentKey().equals(org.parentOf(at))
                    && leadsTo(change, end)) {
                waiting.add(at);
            }
        }
        return waiting;
    }

    /** One that is above another one of them in the org waits for that one too: each step has those that have equally many below. */
    private void sendLast(Set<String> last) {
        Map<String, Integer> below = new HashMap<>();
        for (String key : last) {
            below.merge(key, 0, Integer::sum);
            Set<String> above = new HashSet<>(Set.of(key));
            for (String at = org.parentOf(key); at != null && above.add(at); at = org.parentOf(at)) {
                if (last.contains(at)) {
                    below.merge(at, 1, Integer::sum);
                }
            }
        }
        Map<Integer, Set<String>> steps = new TreeMap<>();
        below.forEach((key, count) ->
                steps.computeIfAbsent(count, unknown -> new HashSet<>()).add(key));
        steps.values().forEach(waysOut::sendLast);
    }

    private boolean leadsTo(Change from, String end) {
        Set<String> trace = new HashSet<>();
        String at = from.parentKey();
        while (at != null && !at.equals(end) && trace.add(at)) {
            Change change = change(at);
            at = change == null ? null : change.parentKey();
        }
        return end.equals(at);
    }

    /** What a record will point to; null for nothing. */
    private String next(String name) {
        Change change = change(name);
        if (change != null && change.parentKey() != null) {
            return change.parentKey();
        }
        return change != null && change.payload().field(lookup.field()).isPresent() ? null : org.parentOf(name);
    }

    private Change change(String name) {
        if (!sent.containsKey(name)) {
            sent.put(name, waysOut.sent(List.of(name)).get(name));
        }
        return sent.get(name);
    }

    private void add(List<String> circle) throws SalesforceException {
        org.read(circle.stream()
                .filter(name -> change(name) != null && change(name).salesforceId() != null)
                .toList());
        List<String> moved = circle.stream()
                .filter(name -> change(name) != null
                        && change(name).parentKey() != null
                        && !change(name).parentKey().equals(org.parentOf(name)))
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        List<String> keys = new ArrayList<>(circle);
        Collections.rotate(keys, -keys.indexOf(moved.get(0)));
        circles.add(keys, Set.copyOf(moved));
    }
}
