package io.accountsync.mapping;

import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** Holds a mapping against what an org says of its object. */
final class MappingBinder {
    private final Mapping mapping;
    private final SyncDefinition definition;
    private final List<FieldMapping> fields;
    private final OrgObjects objects;
    private final Mistakes mistakes;

    MappingBinder(Mapping mapping, SyncDefinition definition, List<FieldMapping> fields, OrgObjects objects) {
        this.mapping = mapping;
        this.definition = definition;
        this.fields = fields;
        this.objects = objects;
        this.mistakes = new Mistakes(mapping.file(), definition.lines());
    }

    /** @param bound gets the fields that fit, in the order of their names */
    Binding bind(List<BoundField> bound) throws SalesforceException {
        RowMapper mapper = Mapping.blank(mapping.object()) ? null : mapper(bound);
        List<Finding> all = new ArrayList<>(mapping.findings());
        all.addAll(mistakes.found());
        return new Binding(all, mapper, bound);
    }

    private RowMapper mapper(List<BoundField> bound) throws SalesforceException {
        Optional<SObjectDescription> describe = objects.find(mapping.object());
        if (describe.isEmpty()) {
            mistakes.about("object")
                    .add(mapping.object() + " is not an object of this org, or the user may not see it; did you mean "
                            + String.join(" or ", NearestNames.some(mapping.object(), objects.names(), 3)) + "?");
            return null;
        }
        TargetFields targets = new TargetFields(describe.get(), mapping.operation());
        FieldBinding binding = new FieldBinding(targets, mapping.externalId(), objects, new Dates(mapping.zone()));
        for (FieldMapping field : fields) {
            binding.bind(field, mistakes.about(field.target()))
                    .filter(fits -> field.isWhole())
                    .ifPresent(bound::add);
        }
        List<BoundField> flag = new GoneBinding(targets, mapping.externalId(), objects, new Dates(mapping.zone()))
                .bind(mapping.gone(), describe.get(), mistakes);
        examineNames(targets);
        if (!definition.form().isBroken(SyncShape.FIELDS)) {
            TargetCheck.examine(describe.get(), targets, bound, mappedNames(targets), mapping.whenGone(), mistakes);
        }
        bound.sort(Comparator.comparing(BoundField::name));
        // With mistakes it tries rows out, and Binding lets no run have it.
        return !mapping.isCursorRead() || bound.stream().noneMatch(BoundField::isKey)
                ? null
                : new RowMapper(mapping, bound, flag, new RecordKeys(targets.isCaseSensitive(mapping.externalId())));
    }

    /** Fields whose rules have mistakes, so that nothing but their names can be held against the org. */
    private void examineNames(TargetFields targets) {
        Set<String> unread = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        unread.addAll(definition.form().fields());
        unread.addAll(definition.rules().keySet());
        fields.forEach(field -> unread.remove(field.target()));
        for (String name : unread) {
            if (!name.isBlank()
                    && name.indexOf('.') < 0
                    && targets.field(name).isEmpty()
                    && targets.relationship(name).isEmpty()) {
                mistakes.about(name).add(targets.unknown(name));
            }
        }
    }

    /** Every field that the file names, whether or not it could be bound: none of these is missing. */
    private Set<String> mappedNames(TargetFields targets) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String target : definition.rules().keySet()) {
            names.add(target);
            targets.relationship(target).ifPresent(field -> names.add(field.getName()));
        }
        names.addAll(definition.form().fields());
        return names;
    }
}
