package io.accountsync.run.rejected;

import io.accountsync.mapping.JsonMember;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeCounts.Wave;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.TwoSteps;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where records point to others of the sync by several lookups: the order of parents and children is by one of them, and by another
 * one a record may point to what is sent later. It goes in two steps then.
 */
final class OtherParents {
    private static final int PAGE = 500;

    private final ChangeSet changes;
    private final RowMapper mapper;
    private final List<OwnLookup> lookups;

    OtherParents(Reading reading) {
        this.changes = reading.changes();
        this.mapper = reading.mapper();
        this.lookups = mapper.ownLookups().all();
    }

    /** Looks at all that are to be sent. */
    void order() {
        if (lookups.size() < 2) {
            return;
        }
        for (Wave wave : changes.counts().waves()) {
            Change last = null;
            List<Change> page = changes.page(wave.number(), last, PAGE);
            while (!page.isEmpty()) {
                changes.circles()
                        .twoSteps()
                        .begin(page.stream().flatMap(this::links).toList());
                last = page.get(page.size() - 1);
                page = changes.page(wave.number(), last, PAGE);
            }
        }
    }

    private Stream<TwoSteps.Link> links(Change change) {
        return lookups.stream()
                .flatMap(lookup -> change.payload().field(lookup.name()).stream())
                .filter(JsonMember::isObject)
                .flatMap(lookup -> lookup.keys().stream())
                .map(key -> mapper.keyOf(key.text()))
                .filter(Objects::nonNull)
                .filter(key -> !key.equals(change.parentKey()))
                .map(key -> new TwoSteps.Link(change.key(), key));
    }
}
