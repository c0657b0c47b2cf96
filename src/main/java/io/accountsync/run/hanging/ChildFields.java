package io.accountsync.run.hanging;

import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.ShownField;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.Syncs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.ChildRelationShip;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** By which fields records that syncs of this state send point to records of an object. Asks the org once how the object looks. */
final class ChildFields {
    private final Syncs loaded;
    private final Map<String, String> objects = new TreeMap<>();
    private final String own;
    private final List<ChildRelationShip> relationships;

    private ChildFields(Syncs loaded, Run run, List<ChildRelationShip> relationships) {
        this.loaded = loaded;
        this.own = run.name();
        this.relationships = relationships;
        objects.putAll(run.state().otherSyncs().objects());
        objects.put(own, run.sync().mapping().object());
    }

    /**
     * A field of an object whose records point.
     *
     * @param syncs of this state that send records of the object
     */
    record ChildField(String object, String field, Set<String> syncs) {}

    /**
     * Asks.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     */
    static ChildFields of(Syncs loaded, Reading reading) throws SalesforceException {
        Run run = reading.run();
        List<ChildRelationShip> relationships = reading.calls()
                .org()
                .find(run.sync().mapping().object())
                .map(SObjectDescription::getChildRelationships)
                .orElse(null);
        return new ChildFields(loaded, run, relationships == null ? List.of() : relationships);
    }

    /** Those whose records Salesforce deletes along with what they point to. A sync that nobody runs here is not waited for. */
    List<ChildField> cascading() {
        return fields(true).stream()
                .map(field ->
                        with(field, sync -> !sync.equals(own) && loaded.names().contains(sync)))
                .filter(field -> !field.syncs().isEmpty())
                .toList();
    }

    /** Those that a sync maps and that Salesforce clears when what they point to is deleted. */
    List<ChildField> cleared() {
        return fields(false).stream()
                .map(field -> with(field, sync -> isMapped(sync, field.field())))
                .filter(field -> !field.syncs().isEmpty())
                .toList();
    }

    private List<ChildField> fields(boolean cascading) {
        List<ChildField> fields = new ArrayList<>();
        for (ChildRelationShip child : relationships) {
            Set<String> syncs = new TreeSet<>();
            objects.forEach((sync, object) -> {
                if (object.equalsIgnoreCase(child.getChildSObject())) {
                    syncs.add(sync);
                }
            });
            if (Boolean.TRUE.equals(child.isCascadeDelete()) == cascading && !syncs.isEmpty()) {
                fields.add(new ChildField(child.getChildSObject(), child.getField(), syncs));
            }
        }
        return fields;
    }

    private static ChildField with(ChildField field, Predicate<String> some) {
        Set<String> syncs = new TreeSet<>(field.syncs());
        syncs.removeIf(some.negate());
        return new ChildField(field.object(), field.field(), syncs);
    }

    /** Of a sync that is not loaded here nobody knows. */
    private boolean isMapped(String sync, String field) {
        return loaded.all().stream()
                .filter(other -> other.name().equals(sync))
                .findFirst()
                .map(other -> targets(other.mapping()).contains(stem(field)))
                .orElse(true);
    }

    private static Set<String> targets(Mapping mapping) {
        Set<String> stems = new TreeSet<>();
        mapping.shown().stream().map(ShownField::field).map(ChildFields::stem).forEach(stems::add);
        return stems;
    }

    /** What the name of a lookup and that of its relationship have in common: ParentId and Parent, Other__c and Other__r. */
    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("__c") || lower.endsWith("__r")) {
            return lower.substring(0, lower.length() - 1);
        }
        return lower.endsWith("id") ? lower.substring(0, lower.length() - 2) : lower;
    }
}
