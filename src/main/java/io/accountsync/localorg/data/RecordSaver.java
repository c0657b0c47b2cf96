package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.ObjectSpec.Right;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Creates, updates and upserts records, a call's worth at a time: all are matched and checked against the org as it was
 * before the call, then those without errors are written.
 */
public final class RecordSaver {

    private final OrgData org;
    private final DuplicateRules duplicates;

    /** Saves records of that org. */
    public RecordSaver(OrgData org) {
        this.org = org;
        this.duplicates = new DuplicateRules(org);
    }

    /** Creates each record; answers one result per draft, in order. */
    public List<SaveResult> insert(List<RecordDraft> drafts, SaveOptions options) {
        return save(drafts, null, options, this::matchNothing);
    }

    /** Changes each record, found by the id that its draft carries; answers one result per draft, in order. */
    public List<SaveResult> update(List<RecordDraft> drafts, SaveOptions options) {
        return save(drafts, null, options, this::matchById);
    }

    /**
     * Creates or changes each record, found by the value of an External ID field; answers one result per draft, in order.
     * All drafts are of the key's object. The same key twice in one call fails every record that has it.
     */
    public List<SaveResult> upsert(List<RecordDraft> drafts, Field key, SaveOptions options) {
        return save(drafts, key, options, save -> matchByKey(save, key));
    }

    private interface Matching {
        void match(PendingSave save);
    }

    private List<SaveResult> save(List<RecordDraft> drafts, Field key, SaveOptions options, Matching matching) {
        return org.locked(() -> {
            List<PendingSave> saves = new ArrayList<>(drafts.size());
            for (RecordDraft draft : drafts) {
                saves.add(new PendingSave(draft));
            }
            if (key != null) {
                saves.forEach(save -> save.key = keyOf(save.draft, key));
                DuplicateKeys.refuseRepeated(saves, key);
            }
            Map<SObjectType, DuplicateKeys> unique = new HashMap<>();
            ReferenceCheck references = new ReferenceCheck(org);
            for (PendingSave save : saves) {
                check(save, key, options, matching, references);
                if (!save.refused()) {
                    unique.computeIfAbsent(save.draft.type(), type -> new DuplicateKeys(org.table(type), key))
                            .check(save);
                }
                if (!save.refused()) {
                    references.accept(save);
                }
            }
            return write(saves, options);
        });
    }

    private void check(PendingSave save, Field key, SaveOptions options, Matching matching, ReferenceCheck references) {
        if (save.refused()) {
            return;
        }
        matching.match(save);
        checkRight(save);
        if (save.refused()) {
            return;
        }
        RecordError refusal = options.gate().refusal(gateKey(save, key));
        if (refusal != null) {
            save.refuse(refusal);
            return;
        }
        references.check(save);
        PersonAccounts.prepare(save, org.table(save.draft.type()));
        FieldCheck.check(save, key);
        if (!save.refused()) {
            duplicates.check(save, options.allowDuplicates());
        }
    }

    private static void checkRight(PendingSave save) {
        SObjectType type = save.draft.type();
        if (!type.may(save.creates() ? Right.CREATE : Right.UPDATE)) {
            String done = save.creates() ? "inserted" : "updated";
            save.refuse(
                    RecordError.of("INVALID_TYPE_FOR_OPERATION", "entity type cannot be " + done + ": " + type.name()));
        }
    }

    private static String keyOf(RecordDraft draft, Field key) {
        return key.kept() == Field.Kept.ID ? draft.id() : KeyIndex.keyOf(key, draft.get(key));
    }

    private static String gateKey(PendingSave save, Field key) {
        boolean byId = key == null || key.kept() == Field.Kept.ID;
        return byId ? save.draft.id() : Objects.toString(save.draft.get(key), null);
    }

    private void matchNothing(PendingSave save) {
        if (save.draft.id() != null) {
            save.refuse(RecordError.of("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id"));
        }
    }

    private void matchById(PendingSave save) {
        String sent = save.draft.id();
        if (sent == null) {
            save.refuse(RecordError.of("MISSING_ARGUMENT", "Id not specified in an update call", "Id"));
            return;
        }
        String id = SalesforceId.parse(sent).orElse(null);
        if (id == null || !id.startsWith(save.draft.type().keyPrefix())) {
            save.refuse(RecordError.of("MALFORMED_ID", "malformed id " + sent, "Id"));
            return;
        }
        Row row = org.table(save.draft.type()).row(id);
        if (row == null) {
            save.refuse(RecordError.of("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id"));
        } else if (row.deleted()) {
            save.refuse(RecordError.of("ENTITY_IS_DELETED", "entity is deleted"));
        }
        save.row = row;
    }

    private void matchByKey(PendingSave save, Field key) {
        if (key.kept() == Field.Kept.ID) {
            if (save.draft.id() != null) {
                matchById(save);
            }
            return;
        }
        if (save.key == null) {
            save.refuse(RecordError.of("MISSING_ARGUMENT", key.name() + " not specified", key.name()));
            return;
        }
        Table table = org.table(save.draft.type());
        List<Row> found = table.index(key).find(save.key);
        if (found.size() > 1) {
            save.refuse(DuplicateKeys.severalFound(table, key, found));
        } else if (found.size() == 1) {
            save.row = found.get(0);
        }
    }

    private List<SaveResult> write(List<PendingSave> saves, SaveOptions options) {
        boolean rollBack = options.allOrNone() && saves.stream().anyMatch(PendingSave::refused);
        long now = org.now();
        List<SaveResult> results = new ArrayList<>(saves.size());
        for (PendingSave save : saves) {
            Table table = org.table(save.draft.type());
            if (save.refused()) {
                results.add(SaveResult.refused(save.creates() ? null : table.id(save.row), save.errors()));
            } else if (rollBack) {
                results.add(SaveResult.rolledBack());
            } else {
                results.add(write(save, table, now, options.userId()));
            }
        }
        return results;
    }

    private SaveResult write(PendingSave save, Table table, long now, String userId) {
        boolean creates = save.creates();
        Row row = creates ? table.append(now, userId) : save.row;
        RecordDraft draft = save.draft;
        table.reserve(row, draft.fields(), draft.size());
        for (int i = 0; i < draft.size(); i++) {
            table.write(row, draft.field(i), draft.value(i));
        }
        if (creates) {
            table.fillIn(row, draft, userId);
            if (save.person != null) {
                table.write(row, save.person, true);
            }
        } else {
            table.touch(row, now, userId);
        }
        org.saved(table, row);
        return SaveResult.saved(table.id(row), creates);
    }
}
