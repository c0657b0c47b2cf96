package io.accountsync.source.jdbc;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What a column of some type holds, whichever database it is of: known by the type's name. */
enum SqlKind {
    LIST(".*\\[\\d*]|_\\w+|.* array(\\(\\d+\\))?|array|list"),
    BYTES(".*blob.*|bytea|(var|large )?binary.*|binary large object|long raw|raw|image|bytes|(long)?varbinary"),
    INTERVAL("interval.*"),
    TIMESTAMP("timestamp.*|.*datetime.*"),
    DATE("date"),
    TIME("time( with.*|tz| without.*|\\(.*|_.*)?"),
    CHECKBOX("bool(ean)?"),
    BITS("bit(\\(.*)?"),
    YEAR("year.*"),
    NUMBER(
            "(tiny|small|medium|big|u\\w*|huge)?int(eger|2|4|8)?( unsigned)?|(small|big)?serial|numeric.*|number.*|dec(imal)?.*"
                    + "|float.*|double.*|real"),
    SHAPE("geometry|geography|point|linestring|polygon|multi(point|linestring|polygon)|geometrycollection"),
    OTHER(".*");

    private final Pattern names;

    SqlKind(String names) {
        this.names = Pattern.compile(names);
    }

    /** @param typeName as the database names it, in lower case */
    static SqlKind of(String typeName) {
        return Arrays.stream(values())
                .filter(kind -> kind.names.matcher(typeName).matches())
                .findFirst()
                .orElse(OTHER);
    }
}
