package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The three ways in which keys clash: twice in one call, with another record, and several records for one key. */
final class DuplicateKeys {

    private final Table table;
    private final List<Field> uniqueFields;
    private final Map<Field, Map<String, PendingSave>> claimed = new HashMap<>();

    /** @param upsertKey needs no check, since the record was found by it; null when there is none */
    DuplicateKeys(Table table, Field upsertKey) {
        this.table = table;
        SObjectType type = table.type();
        this.uniqueFields =
                type.uniqueFields().stream().filter(field -> field != upsertKey).toList();
    }

    /** Every record of a call whose key is there twice is refused; Salesforce does not choose among them. */
    static void refuseRepeated(List<PendingSave> saves, Field key) {
        Set<String> seen = new HashSet<>(saves.size() * 2);
        Set<String> repeated = new HashSet<>();
        for (PendingSave save : saves) {
            if (save.key != null && !seen.add(save.key)) {
                repeated.add(save.key);
            }
        }
        if (repeated.isEmpty()) {
            return;
        }
        for (PendingSave save : saves) {
            Object value = save.draft.get(key);
            if (value != null && repeated.contains(KeyIndex.keyOf(key, value))) {
                save.refuse(RecordError.of("DUPLICATE_VALUE", "Duplicate external id specified: " + value, key.name()));
            }
        }
    }

    static RecordError severalFound(Table table, Field key, List<Row> found) {
        List<String> ids = new ArrayList<>();
        found.forEach(row -> ids.add(table.id(row)));
        return RecordError.of(
                "DUPLICATE_EXTERNAL_ID",
                key.label() + ": more than one record found for external id field: " + ids,
                key.name());
    }

    /** Refuses the save when a unique field's value belongs to another record or to an earlier one of this call. */
    void check(PendingSave save) {
        for (Field field : uniqueFields) {
            Object value = save.draft.get(field);
            if (value == null) {
                continue;
            }
            String key = KeyIndex.keyOf(field, value);
            Row holder = table.index(field).findAny(key);
            if (holder != null && holder != save.row) {
                save.refuse(taken(field.name(), table.id(holder)));
            } else if (holder == null) {
                PendingSave first =
                        claimed.computeIfAbsent(field, any -> new HashMap<>()).putIfAbsent(key, save);
                if (first != null && first != save) {
                    save.refuse(taken("<unknown>", "<unknown>"));
                }
            }
        }
    }

    /** Of a record that this call is about to create, Salesforce knows neither field nor id. */
    static RecordError taken(String field, String id) {
        return RecordError.of(
                "DUPLICATE_VALUE", "duplicate value found: " + field + " duplicates value on record with id: " + id);
    }
}
