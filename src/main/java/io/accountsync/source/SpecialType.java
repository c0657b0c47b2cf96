package io.accountsync.source;

import java.sql.Types;

/** Types of columns that drivers read into another type, or cannot read. */
enum SpecialType {
    NONE,
    /** PostgreSQL's, which its driver takes for a number without separators. */
    MONEY,
    /** Blanks behind its text do not count. */
    CHAR,
    /** As the database shows it: its driver hands over bytes, or an object of its own. */
    SHOWN,
    /** A yes or no, or a text of bits. */
    BITS,
    /** Of MySQL: a tinyint(1) may hold any number, and comes as a yes like a bit. */
    MYSQL_BIT,
    /** Of MySQL: comes as the first of January. */
    MYSQL_YEAR,
    /** Of MySQL: 2026-00-00 may come as another day. */
    MYSQL_DATE,
    /** Of MySQL: a duration, of which -25:00:00 may come as one at night. */
    MYSQL_TIME;

    /**
     * Of any database but MySQL.
     *
     * @param type of {@link Types}
     * @param typeName as the database names it, in lower case
     */
    static SpecialType of(int type, String typeName) {
        if (typeName.equals("money") && type == Types.DOUBLE) {
            return MONEY;
        }
        if (typeName.equals("json")) {
            return SHOWN;
        }
        if (typeName.matches("bit( varying)?(\\(.*)?|varbit")) {
            return BITS;
        }
        return type == Types.CHAR || type == Types.NCHAR ? CHAR : NONE;
    }

    /** The same of MySQL and MariaDB. */
    static SpecialType ofMySql(int type, String typeName) {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> MYSQL_BIT;
            case Types.DATE -> typeName.startsWith("year") ? MYSQL_YEAR : MYSQL_DATE;
            case Types.TIMESTAMP -> MYSQL_DATE;
            case Types.TIME -> MYSQL_TIME;
            case Types.CHAR -> CHAR;
            default -> NONE;
        };
    }
}
