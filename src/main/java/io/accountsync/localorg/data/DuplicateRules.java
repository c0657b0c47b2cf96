package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ObjectSpec.DuplicateRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Refuses records that a duplicate rule takes for one that is there, and says which. */
final class DuplicateRules {

    private static final String MESSAGE = "Use one of these records?";

    private final OrgData org;

    DuplicateRules(OrgData org) {
        this.org = org;
    }

    /** @param allowed whether the caller saves all the same where the rule leaves it to callers */
    void check(PendingSave save, boolean allowed) {
        for (DuplicateRule rule : save.draft.type().spec().duplicateRules()) {
            if (allowed && rule.allowSave()) {
                continue;
            }
            Table table = org.table(save.draft.type());
            List<Row> found = table.live()
                    .filter(row -> row != save.row && matches(table, row, save, rule))
                    .toList();
            if (!found.isEmpty()) {
                save.refuse(new RecordError("DUPLICATES_DETECTED", MESSAGE, List.of(), result(table, rule, found)));
                return;
            }
        }
    }

    private static boolean matches(Table table, Row row, PendingSave save, DuplicateRule rule) {
        for (String name : rule.fields()) {
            Field field = table.type().field(name);
            Object wanted =
                    save.draft.sets(field) || save.creates() ? save.draft.get(field) : table.written(save.row, field);
            Object present = table.written(row, field);
            if (wanted == null || present == null || !wanted.toString().equalsIgnoreCase(present.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, Object> result(Table table, DuplicateRule rule, List<Row> found) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("entityType", table.type().name());
        match.put("errors", List.of());
        match.put("matchEngine", "ExactMatchEngine");
        match.put("matchRecords", found.stream().map(row -> matched(table, row)).toList());
        match.put("rule", rule.name() + "_Match");
        match.put("size", found.size());
        match.put("success", true);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("allowSave", rule.allowSave());
        result.put("duplicateRule", rule.name());
        result.put("duplicateRuleEntityType", table.type().name());
        result.put("errorMessage", MESSAGE);
        result.put("matchResults", List.of(match));
        return result;
    }

    private static Map<String, Object> matched(Table table, Row row) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("attributes", Map.of("type", table.type().name()));
        record.put("Id", table.id(row));
        Map<String, Object> matched = new LinkedHashMap<>();
        matched.put("additionalInformation", List.of());
        matched.put("fieldDiffs", List.of());
        matched.put("matchConfidence", 100.0);
        matched.put("record", record);
        return matched;
    }
}
