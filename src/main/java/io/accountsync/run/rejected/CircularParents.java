package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.OwnLookups;
import io.accountsync.run.Count;
import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Change;
import io.accountsync.state.Circles;
import io.accountsync.state.Circles.Circle;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records that point to each other in a circle. Where Salesforce refuses that, or the lookup must not be empty, they are rejected
 * before anything is sent, and what hangs on them is deferred; elsewhere they go in two steps.
 */
public final class CircularParents {
    /** The code of such records. */
    public static final String CODE = "CIRCULAR_PARENT";

    private static final int PAGE = 500;

    private final Reading reading;
    private final Run run;
    private final PayloadRetention payloads;
    private final Circles circles;
    private final CircleText text;
    private final List<OwnLookup> lookups;
    private final Optional<OwnLookup> hierarchy;

    public CircularParents(Reading reading, PayloadRetention payloads) {
        this.reading = reading;
        this.run = reading.run();
        this.payloads = payloads;
        this.circles = reading.changes().circles();
        this.text = new CircleText(reading);
        OwnLookups own = reading.mapper().ownLookups();
        this.lookups = own.leading().map(List::of).orElse(own.all());
        this.hierarchy = own.leading().filter(OwnLookup::refusesCircles);
    }

    /** Looks at those that were rejected before once more, since another row may have broken their circle. */
    public void retry(RejectedLoader rejected) {
        rejected.addWithCode(CODE, Set.of());
        reading.changes().rejected().retry(CODE);
    }

    /**
     * Takes those out of the change set that cannot be sent, and says what becomes of all of them.
     *
     * @throws RunStoppedException when so many are to be rejected that the reason is hardly in the rows
     */
    public void keepBack() {
        Optional<String> refusal = refusal();
        if (isRequired() || !creates()) {
            // Nothing can be created without its parent, not even the end of a long chain; what is there needs no two
            // steps.
            reading.changes().circles().twoSteps().giveUp();
        } else {
            new OtherParents(reading).order();
        }
        hierarchy.ifPresent(lookup -> new KnownCircles(reading, lookup).find());
        Circle first = circles.first();
        if (first == null) {
            return;
        }
        if (refusal.isPresent() || goesInTwoSteps()) {
            run.findings().note(note(first, refusal));
        }
        if (refusal.isPresent()) {
            if (!run.isPlanning()) {
                stopReason().ifPresent(reason -> {
                    throw new RunStoppedException(reason);
                });
            }
            reject(refusal.get());
        }
    }

    /** Why a run stops that has so many of them to reject; empty when it goes on. */
    public Optional<String> stopReason() {
        long read = run.counts().get(Count.READ);
        long rejected = refusal().isEmpty() ? 0 : circles.newlyFound();
        return read >= run.settings().maxRejectedAfter()
                        && rejected * 100 > read * run.settings().maxRejected()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %s point to each other in circles, such as %s: that looks like a mistake in the mapping of "
                                + "%s rather than like single rows. %s Correct %s, "
                                + "or allow more than %d %% with sync.max-rejected.",
                        rejected,
                        Quantity.of(read, "row"),
                        text.of(circles.first()),
                        names(),
                        NotSent.norRejected(run),
                        run.sync().mapping().file(),
                        run.settings().maxRejected()))
                : Optional.empty();
    }

    /** Why they cannot be sent; empty where they go in two steps. Of several lookups nobody knows which of them close a circle. */
    private Optional<String> refusal() {
        if (isRequired() && creates()) {
            return Optional.of(names()
                    + (lookups.stream().anyMatch(OwnLookup::isRequired)
                            ? " must not be empty, so that none of them can be created before the others"
                            : " can be written only when a record is created, so that none of them can be before the"
                                    + " others"));
        }
        return !lookups.isEmpty() && lookups.stream().allMatch(OwnLookup::refusesCircles)
                ? Optional.of("Salesforce refuses a record that is its own parent or ancestor")
                : Optional.empty();
    }

    /** What Salesforce has of them already goes at once, or not at all. */
    private boolean goesInTwoSteps() {
        return creates() && circles.twoSteps().toCome() > 0;
    }

    private boolean creates() {
        return run.sync().mapping().operation().creates();
    }

    /** Whether new records need it at once. */
    private boolean isRequired() {
        return lookups.stream().anyMatch(lookup -> lookup.isRequired() || lookup.isSetOnce());
    }

    private String note(Circle first, Optional<String> refusal) {
        long count = circles.count();
        String found = Quantity.of(
                        circles.members(),
                        first.size() == 1 ? "record points to itself" : "record points to itself through others",
                        "records point to each other")
                + " in "
                + Quantity.of(count, "circle") + (count > 1 ? ", one of them: " : ": ") + text.of(first);
        return Sentence.closed(found)
                + " "
                + refusal.map(reason ->
                                (circles.members() == 1 ? "It is" : "They are") + " rejected and not sent, since "
                                        + reason + "; correct " + names() + " in one of the rows.")
                        .orElse((circles.members() == 1 ? "If it is new, it is created" : "The new ones are created")
                                + " without " + names()
                                + " and then updated with it; Salesforce refuses some circles (CIRCULAR_DEPENDENCY).");
    }

    private void reject(String refusal) {
        if (creates()) {
            circles.findHanging();
        }
        String after = "";
        Map<String, Circle> page = circles.members(after, PAGE);
        while (!page.isEmpty()) {
            keepBack(
                    page,
                    ErrorAction.REJECT,
                    "points to itself through ",
                    "; " + refusal + "; correct one of the rows");
            after = last(page);
            page = circles.members(after, PAGE);
        }
        page = circles.hanging("", PAGE);
        while (!page.isEmpty()) {
            keepBack(
                    page,
                    ErrorAction.DEFER,
                    "points to records that are not in Salesforce, since they point to each other: ",
                    "");
            after = last(page);
            page = circles.hanging(after, PAGE);
        }
    }

    private void keepBack(Map<String, Circle> page, ErrorAction action, String before, String behind) {
        List<Unresolved> rows = new ArrayList<>();
        List<RejectedRecord> again = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Map<Circle, String> texts = new HashMap<>();
        for (Change change : reading.changes().find(page.keySet()).values()) {
            Unresolved row = new Unresolved(
                    change,
                    new Unresolved.Reason(
                            action.stateWord(),
                            CODE,
                            before + texts.computeIfAbsent(page.get(change.key()), text::of) + behind,
                            lookups.stream().map(OwnLookup::field).collect(Collectors.joining(","))));
            if (change.origin() == Change.Origin.READ) {
                rows.add(row);
                // Without its payload each run can look at it again only by its row.
                payloads.mustBeReadAgain(change.cursor());
            } else {
                unread.add(change.key());
                if (action == ErrorAction.REJECT) {
                    again.add(new UnresolvedRejection(reading, payloads).rejection(row));
                }
            }
        }
        if (run.isPlanning()) {
            circles.keepBack(rows);
        } else {
            new UnresolvedRejection(reading, payloads).reject(rows);
            new KeptRejections(reading).add(again);
            RejectedLines.log(run, again);
        }
        reading.changes().done(unread);
    }

    private static String last(Map<String, Circle> page) {
        return page.keySet().stream().reduce((one, other) -> other).orElseThrow();
    }

    private String names() {
        return lookups.stream().map(OwnLookup::name).collect(Collectors.joining(", "));
    }
}
