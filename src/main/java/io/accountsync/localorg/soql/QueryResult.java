package io.accountsync.localorg.soql;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import java.io.IOException;
import java.util.List;

/**
 * What a query found.
 *
 * @param from the object queried
 * @param columns what was selected, in order; empty for {@code COUNT()}
 * @param totalSize records found, all pages together
 * @param rows empty for {@code COUNT()}
 */
public record QueryResult(SObjectType from, List<Column> columns, int totalSize, List<Row> rows) {

    /**
     * One column.
     *
     * @param parents names of the relationships on the way, empty for a field of the object itself
     * @param name the field's API name, or the alias of an aggregate
     * @param field null for an aggregate
     */
    public record Column(List<String> parents, String name, Field field) {

        /** As the query names it, {@code Parent.Name}. */
        public String path() {
            return parents.isEmpty() ? name : String.join(".", parents) + "." + name;
        }
    }

    /** One record of the answer. Read it inside the org's lock: it shows the record as it is then. */
    public interface Row {

        /** @param root path of the API version, for the record's address */
        void writeTo(JsonGenerator out, String root) throws IOException;

        /** The values in the order of the columns; null for no value. */
        List<Object> values();
    }
}
