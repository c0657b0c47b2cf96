package io.accountsync.plan;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Run;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.Action;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What else a person wants to know of a plan, above all why records are not in it. */
final class PlanNotes {
    private final Reading reading;
    private final Run run;
    private final PlannedChanges changes;

    PlanNotes(Reading reading, PlannedChanges changes) {
        this.reading = reading;
        this.run = reading.run();
        this.changes = changes;
    }

    /** @param keys External IDs of which the notes say why they are not in the plan, when they are not */
    List<String> about(Collection<String> keys) {
        List<String> notes = new ArrayList<>(run.findings().notes());
        run.findings().all().stream()
                .filter(finding -> finding.kind().equals("invalid"))
                .forEach(finding -> notes.add(String.format(
                        Locale.ROOT,
                        "Invalid, %s: %,d, such as %s",
                        finding.code(),
                        finding.count(),
                        finding.samples().get(0))));
        run.state()
                .plans()
                .holdingStream()
                .ifPresent(held -> notes.add("The stream of " + run.name() + " is held back, too, by plan " + held.id()
                        + ": approve it by itself, this plan is about the next run"));
        long jobs = run.state().jobs().open().size();
        if (jobs > 0) {
            notes.add(
                    Quantity.of(jobs, "Bulk job of an earlier run is", "Bulk jobs of earlier runs are")
                            + " in progress: the next run takes the results first, and what they contain is in this plan still.");
        }
        Stream.of(Action.DEFER, Action.GONE, Action.FOLLOW)
                .flatMap(action -> changes.samples(action).stream())
                .forEach(planned -> notes.add(said(planned)));
        keys.forEach(key -> whyNot(key).ifPresent(notes::add));
        return notes.stream().map(Sentence::closed).toList();
    }

    /** One of those that would be neither created nor updated. */
    private static String said(PlannedRecord planned) {
        String what =
                switch (planned.action()) {
                    case DEFER -> " would be deferred: ";
                    case FOLLOW -> " would be followed: ";
                    default -> " would be rejected: ";
                };
        return planned.written().text() + what + planned.why();
    }

    private Optional<String> whyNot(String externalId) {
        Optional<String> mistake = reading.mapper().rowKeys().mistakeIn(externalId);
        if (mistake.isPresent()) {
            return mistake.map(reason -> externalId + " is not in the plan: it cannot be a key, since " + reason);
        }
        String key = reading.mapper().keyOf(externalId);
        if (changes.isShown(key)) {
            return Optional.empty();
        }
        List<String> one = List.of(key);
        Change change = reading.changes().find(one).get(key);
        Optional<Unresolved> open = Optional.ofNullable(change).flatMap(reading.changes()::unresolved);
        if (open.isPresent()) {
            return Optional.of(
                    externalId + " would not be sent: " + open.get().reason().message());
        }
        if (change != null && changes.isSame(key)) {
            return Optional.of(externalId + " would be sent, but Salesforce has the same values already.");
        }
        if (change != null && !change.wasRejected()) {
            return Optional.empty();
        }
        RejectedRecord rejected = run.state().rejected().find(one).get(key);
        if (rejected != null && rejected.errorClass().equals(RejectedRecord.ABSENT)) {
            return Optional.of(externalId + " is not in Salesforce, and operation: update creates no record.");
        }
        if (rejected != null || change != null) {
            return Optional.of(externalId + " was rejected and waits: " + ProposedCommand.of("explain", externalId)
                    + " says why.");
        }
        if (!run.state().records().find(one).isEmpty()) {
            return Optional.of(externalId + " is not in the plan: its row is as it was when Salesforce confirmed it"
                    + (reading.since().readsAll() == null ? ", or has not changed since the last run" : ""));
        }
        return Optional.of(externalId + " is not in the plan: no row with this key was read.");
    }
}
