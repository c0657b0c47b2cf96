package io.accountsync.mapping;

import io.accountsync.config.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a file shows of a sync before its values are looked at: where things stand, what has not the form that it must have, and
 * which names therefore say nothing.
 *
 * @param file its name in messages; null for a definition that comes from no file
 * @param line in which the bean begins, from 1; 0 when it is not known
 * @param lines of the properties and fields
 * @param findings what has not the form; it was left out of the definition
 * @param fields the names of fields that were left out as a whole
 * @param broken the names of properties that were left out, or probably meant by unknown ones; options are named {@code
 *     Field.option}
 */
public record SyncForm(
        String file, int line, PropertyLines lines, List<Finding> findings, Set<String> fields, Set<String> broken) {
    /** Of a definition that comes from no file. */
    static final SyncForm UNKNOWN = new SyncForm(null, 0, PropertyLines.UNKNOWN, List.of(), Set.of(), Set.of());

    public SyncForm {
        findings = List.copyOf(findings);
        fields = sorted(fields);
        broken = sorted(broken);
    }

    private static Set<String> sorted(Set<String> names) {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return sorted;
    }

    /** Whether a property was written in a form that cannot be read, so that it is not missing. */
    boolean isBroken(String property) {
        return broken.contains(property);
    }

    /** Whether an option of a field was left out, so that what is known of the field is a part of it. */
    boolean isPartOf(String field) {
        return broken.stream().anyMatch(name -> name.regionMatches(true, 0, field + '.', 0, field.length() + 1));
    }

    /** Whether somebody wrote a field of this name, readable or not. */
    boolean leftOut(String field) {
        return fields.contains(field) || broken.contains(SyncShape.FIELDS);
    }

    /** The same for an option of a field. */
    boolean isBroken(String field, String option) {
        return isBroken(field + '.' + option);
    }
}
