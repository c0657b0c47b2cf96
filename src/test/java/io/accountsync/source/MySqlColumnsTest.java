package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Date;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns of MySQL and MariaDB as their drivers describe and give them. */
class MySqlColumnsTest {
    @Test
    void aTinyintIsANumberAlthoughTheDriverCallsItABit() throws SQLException {
        assertThat(value("TINYINT", Types.BIT, true, "5")).isEqualTo(5);
        assertThat(value("TINYINT", Types.BIT, true, "1")).isEqualTo(1);
        assertThat(value("TINYINT(1)", Types.BOOLEAN, false, "0")).isEqualTo(0);
        assertThat(value("TINYINT", Types.BIT, null, null)).isNull();
        assertThat(value("TINYINT UNSIGNED", Types.TINYINT, 200, "200")).isEqualTo(200);
    }

    @Test
    void aBitIsStillAYesOrNo() throws SQLException {
        assertThat(value("BIT", Types.BIT, true, "1")).isEqualTo(true);
    }

    @Test
    void aYearIsANumberAlthoughTheDriverMakesADateOfIt() throws SQLException {
        assertThat(value("YEAR", Types.DATE, Date.valueOf("2026-01-01"), "2026"))
                .isEqualTo(2026);
        assertThat(value("YEAR", Types.DATE, null, null)).isNull();
    }

    @Test
    void aSetIsAList() throws SQLException {
        assertThat(value("SET", Types.CHAR, "Golf,Tea", "Golf,Tea")).isEqualTo(List.of("Golf", "Tea"));
        assertThat(value("SET", Types.CHAR, "", "")).isNull();
        assertThat(value("SET", Types.CHAR, null, null)).isNull();
    }

    @Test
    void aDateOfZerosIsNone() throws SQLException {
        SQLException zeros = new SQLException("Zero date value prohibited", "S1009");
        assertThat(value("DATE", Types.DATE, zeros, "0000-00-00")).isNull();
        assertThat(value("DATETIME", Types.TIMESTAMP, zeros, "0000-00-00 00:00:00"))
                .isNull();
    }

    @Test
    void whatTheDriverCannotReadIsReadAsTheDatabaseShowsIt() throws SQLException {
        SQLException unreadable = new SQLException("not a time of day: '25:00:00'", "S1009");
        assertThat(value("TIME", Types.TIME, unreadable, "25:00:00")).isEqualTo("25:00:00");
        assertThat(value("DATE", Types.DATE, unreadable, "2026-00-00")).isEqualTo("2026-00-00");
    }

    @Test
    void aValueThatCannotBeReadAtAllNamesItsColumnAndRow() throws SQLException {
        SQLException unreadable = new SQLException("cannot read secret", "S1009");
        assertThat(value("GEOMETRY", Types.BINARY, unreadable, unreadable))
                .isEqualTo(
                        new UnreadableValue("the column v of type geometry cannot be read in row 1 (SQL state S1009); "
                                + "cast it in the source query, as with cast(v as text)"));
    }

    @Test
    void aConnectionThatIsLostEndsTheReading() {
        SQLException lost = new SQLException("Communications link failure", "08S01");
        assertThatThrownBy(() -> value("INT", Types.INTEGER, lost, lost)).isSameAs(lost);
    }

    private static Object value(String typeName, int type, Object object, Object shown) throws SQLException {
        return FakeResult.of("v", typeName, type, object, shown).get("v");
    }
}
