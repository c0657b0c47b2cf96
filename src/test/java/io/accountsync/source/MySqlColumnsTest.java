package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.source.jdbc.JdbcProfile;
import io.accountsync.source.jdbc.JdbcProfiles;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Types;
import org.junit.jupiter.api.Test;

/** Columns of MySQL and MariaDB as their drivers describe and give them. */
class MySqlColumnsTest {
    private static final JdbcProfile MYSQL = JdbcProfiles.named("mysql").orElseThrow();

    @Test
    void aTinyintIsANumberAlthoughTheDriverCallsItABit() throws SQLException {
        assertThat(value("BIT", Types.BIT, true, "5")).isEqualTo(5);
        assertThat(value("BOOLEAN", Types.BOOLEAN, true, "1")).isEqualTo(1);
        assertThat(value("BOOLEAN", Types.BOOLEAN, false, "0")).isEqualTo(0);
        assertThat(value("BIT", Types.BIT, null, null)).isNull();
        assertThat(value("TINYINT UNSIGNED", Types.TINYINT, 200, "200")).isEqualTo(200);
    }

    @Test
    void theBitOfAnotherDatabaseIsStillAYesOrNo() throws SQLException {
        assertThat(FakeResult.of("v", "bit", Types.BIT, true, "1").get("v")).isEqualTo(true);
    }

    @Test
    void aYearIsANumberAlthoughTheDriverMakesADateOfIt() throws SQLException {
        assertThat(value("YEAR", Types.DATE, Date.valueOf("2026-01-01"), "2026"))
                .isEqualTo(2026);
        assertThat(value("YEAR", Types.DATE, null, null)).isNull();
    }

    @Test
    void aDateOfZerosIsNone() throws SQLException {
        SQLException zeros = new SQLException("Zero date value prohibited", "S1009");
        assertThat(value("DATE", Types.DATE, null, "0000-00-00")).isNull();
        assertThat(value("DATETIME", Types.TIMESTAMP, zeros, "0000-00-00 00:00:00"))
                .isNull();
    }

    @Test
    void aDateWithoutDayIsNoOtherDay() throws SQLException {
        assertThat(value("DATE", Types.DATE, Date.valueOf("2025-11-30"), "2026-00-00"))
                .isEqualTo("2026-00-00");
        assertThat(value("DATE", Types.DATE, Date.valueOf("2026-01-31"), "2026-01-31"))
                .isEqualTo(Date.valueOf("2026-01-31"));
    }

    @Test
    void aDurationIsNoTimeOfDay() throws SQLException {
        assertThat(value("TIME", Types.TIME, Time.valueOf("01:00:00"), "25:00:00"))
                .isEqualTo("25:00:00");
        assertThat(value("TIME", Types.TIME, Time.valueOf("12:00:00"), "-12:00:00"))
                .isEqualTo("-12:00:00");
        assertThat(value("TIME", Types.TIME, Time.valueOf("12:00:00"), "12:00:00"))
                .isEqualTo(Time.valueOf("12:00:00"));
    }

    @Test
    void aValueThatCannotBeReadAtAllNamesItsColumnAndRow() throws SQLException {
        SQLException unreadable = new SQLException("cannot read secret", "S1009");
        assertThat(value("GEOMETRY", Types.BINARY, unreadable, unreadable))
                .isEqualTo(
                        new UnreadableValue("the column v of type geometry cannot be read in row 1 (SQL state S1009); "
                                + "cast it in the source query, as with st_astext(v)"));
    }

    @Test
    void aConnectionThatIsLostEndsTheReading() {
        SQLException lost = new SQLException("Communications link failure", "08S01");
        assertThatThrownBy(() -> value("INT", Types.INTEGER, lost, lost)).isSameAs(lost);
    }

    private static Object value(String typeName, int type, Object object, Object shown) throws SQLException {
        ResultSet result = FakeResult.result("v", typeName, type, object, shown);
        return new SqlColumn(1, result.getMetaData(), MYSQL).value(result, 1);
    }
}
