package io.accountsync.restore;

import io.accountsync.mapping.OrgField;
import io.accountsync.restore.Target.Kind;
import io.accountsync.run.Run;
import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.state.Deletion;
import io.accountsync.state.LeftOutLookup;
import io.accountsync.state.LeftOutLookups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * The second step of a restoration: sets the lookups that restored records lack, now that what they pointed to is there. Also those
 * that an earlier restoration left, which ended before, or whose target came back since. A lookup that holds something by now stays
 * as it is.
 */
final class LeftOutStep {
    private final RestoreRun restoration;
    private final Run run;
    private final Predicate<Deletion> asked;
    private final LeftOutLookups lookups;
    private final LookupValues values;
    private final LookupWriter writer;
    private final Set<String> mapped;

    /** @param asked whether a restored record is one that a person asked for, so that what it lacks still is reported */
    LeftOutStep(RestoreRun restoration, Predicate<Deletion> asked) {
        this.restoration = restoration;
        this.run = restoration.run();
        this.asked = asked;
        this.lookups = run.state().deletions().leftOut();
        this.values = new LookupValues(restoration);
        this.writer = new LookupWriter(restoration);
        this.mapped = restoration.target().mapper().orgFields().stream()
                .map(OrgField::clearName)
                .collect(Collectors.toSet());
    }

    /**
     * Sets them, or says which would be.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    void carryOut() throws SalesforceException {
        String after = "";
        List<LeftOutLookup> page = lookups.page(after, OrgRecords.IDS);
        while (!page.isEmpty() && !run.isStopping()) {
            decide(lacking(page));
            after = page.get(page.size() - 1).deletion().salesforceId();
            page = lookups.page(after, OrgRecords.IDS);
        }
        if (restoration.dryRun()) {
            decide(restoration.foretold().stream()
                    .flatMap(back -> Lacking.foretold(back).stream())
                    .toList());
        }
    }

    /** Those of these whose records are there and may lack them; the others wait, or are over. */
    private List<Lacking> lacking(List<LeftOutLookup> page) throws SalesforceException {
        Map<String, Target> records = restoration
                .targets()
                .ofObject(page.stream().map(one -> one.deletion().restoredId()).collect(Collectors.toSet()));
        List<LeftOutLookup> over = new ArrayList<>();
        List<Lacking> lacking = new ArrayList<>();
        for (LeftOutLookup one : page) {
            Target record = records.get(one.deletion().restoredId());
            // What a row that is back says counts: the run that read it has sent it whole.
            boolean isSaidByRow = one.deletion().rowIsBack() && mapped.contains(one.field());
            if (isSaidByRow || record.is(Kind.GONE)) {
                over.add(one);
            } else if (record.is(Kind.THERE)) {
                restoration
                        .references()
                        .field(one.field())
                        .filter(ReferenceField::canFollow)
                        .map(field -> new Reference(field, one.targetId()))
                        .ifPresent(reference -> lacking.add(
                                new Lacking(new Deleted(one.deletion()).written(), record.id(), reference, one)));
            }
        }
        remove(over);
        return lacking;
    }

    private void decide(List<Lacking> lacking) throws SalesforceException {
        values.read(lacking);
        Map<String, Target> targets = restoration
                .targets()
                .find(lacking.stream().map(Lacking::reference).toList());
        List<LeftOutLookup> over = new ArrayList<>();
        Map<Lacking, String> toSet = new LinkedHashMap<>();
        for (Lacking one : lacking) {
            Target target = targets.get(one.reference().id());
            if (values.isFilled(one)) {
                over.add(one.known());
            } else if (!target.is(Kind.THERE)) {
                leaveOut(one, target, over);
            } else if (values.isEmpty(one)) {
                toSet.put(one, target.id());
            }
        }
        if (restoration.dryRun()) {
            toSet.forEach((one, id) -> restoration.ended(one.set(id)));
            return;
        }
        remove(over);
        writer.set(toSet);
    }

    private void leaveOut(Lacking one, Target target, List<LeftOutLookup> over) {
        boolean isAsked = one.known() == null || asked.test(one.known().deletion());
        if (isAsked) {
            restoration.ended(one.leftOut(target.text()));
            if (target.is(Kind.GONE)) {
                over.add(one.known());
            }
        }
    }

    private void remove(List<LeftOutLookup> over) {
        if (!restoration.dryRun() && !over.isEmpty()) {
            run.state().write(() -> lookups.remove(over));
        }
    }
}
