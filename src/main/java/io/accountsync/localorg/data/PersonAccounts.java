package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Accounts that are people: they have first and last names, and their Name is put together and cannot be written. */
final class PersonAccounts {

    private PersonAccounts() {}

    /** Makes the save of a person carry its Name; refuses one that brings a Name of its own. Does nothing elsewhere. */
    static void prepare(PendingSave save, Table table) {
        SObjectType type = table.type();
        Field flag = type.personFlag();
        if (flag == null) {
            return;
        }
        boolean person = save.creates()
                ? save.draft.get(type.field("LastName")) != null
                : Boolean.TRUE.equals(table.written(save.row, flag));
        if (!person) {
            return;
        }
        Field name = type.field("Name");
        if (save.draft.sets(name)) {
            save.refuse(RecordError.of(
                    "INVALID_FIELD_FOR_INSERT_UPDATE",
                    "Account: bad field names on insert/update call: Name",
                    name.name()));
            return;
        }
        String full = Stream.of("FirstName", "LastName")
                .map(part -> current(save, table, type.field(part)))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        save.draft.set(name, full);
        if (save.creates()) {
            save.person = flag;
        }
    }

    private static String current(PendingSave save, Table table, Field field) {
        Object value =
                save.draft.sets(field) || save.creates() ? save.draft.get(field) : table.written(save.row, field);
        return value == null ? null : value.toString();
    }
}
