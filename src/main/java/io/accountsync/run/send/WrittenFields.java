package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.OrgField;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether records of the org have what payloads say, in the fields that every payload carries. */
final class WrittenFields {
    private final List<OrgField> fields;

    WrittenFields(RowMapper mapper) {
        this.fields = mapper.orgFields().stream()
                .filter(field -> field.write() == Write.ALWAYS && !field.isKey())
                .toList();
    }

    /** What a query must ask for. */
    Set<String> selected() {
        return fields.stream().flatMap(OrgField::selected).collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether a record has the values of a payload, as far as it has them. */
    boolean isSame(Payload payload, JsonNode record) {
        JsonNode tree = payload.tree();
        return fields.stream().filter(field -> field.isIn(tree)).allMatch(field -> field.isSame(tree, record));
    }
}
