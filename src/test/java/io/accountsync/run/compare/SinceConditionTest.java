package io.accountsync.run.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood of the source queries that people write. */
class SinceConditionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "where updated_at >= :?${variable.since}|updated_at|>=|false",
                "where updated_at>=:#${variable.since} order by 1|updated_at|>=|false",
                "where c.updated_at > :?since|c.updated_at|>|false",
                "where (c.\"Updated At\" is null or \"Updated\" >= :?${variable.since})|\"Updated\"|>=|false",
                "where coalesce(a, date(b, '-1 day'))  >= :?${variable:since}|coalesce(a, date(b, '-1 day'))|>=|false",
                "where updated_at::timestamptz >= :?${variable.since}::timestamptz|updated_at::timestamptz|>=|true",
                "where t >= cast(:?${variable.since} as timestamp) and x = 1|t|>=|true",
                "where epoch >= strftime('%s', datetime(:?${variable.since}, 'utc'))|epoch|>=|true",
            })
    void aConditionIsFoundWithWhatItCompares(String query, String left, String operator, boolean converts) {
        SinceCondition condition = SinceCondition.of(query).orElseThrow().get(0);
        assertThat(condition.left()).isEqualTo(left);
        assertThat(condition.operator()).isEqualTo(operator);
        assertThat(condition.converts()).isEqualTo(converts);
        assertThat(query.substring(condition.from(), condition.to())).startsWith(left);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where :?${variable.since} <= updated_at",
                "where updated_at between :?${variable.since} and now()",
                "where updated_at >= :?${variable.since} - interval '1 day'",
                "where a + b >= :?${variable.since}",
                "where c at time zone 'UTC' >= :?${variable.since}",
                "select f(:?${variable.since})"
            })
    void whatIsNotUnderstoodIsLeftAlone(String query) {
        assertThat(SinceCondition.isIn(query)).isTrue();
        assertThat(SinceCondition.of(query)).isEmpty();
    }

    @Test
    void theRestOfAQueryStaysAsItIs() {
        String query =
                "select * from a where u >= :?${variable.since} union select * from b where f(v) >= :?${variable.since}";
        CursorQuery source = new CursorQuery(query, SinceCondition.of(query).orElseThrow());
        assertThat(source.ofRowsWithoutCursor())
                .isEqualTo("select * from a where (u is null) union select * from b where (f(v) is null)");
        assertThat(source.ofRowsLeftOut())
                .isEqualTo("select * from a where (case when u >= :?${variable.since} then 0 else 1 end = 1) union "
                        + "select * from b where (case when f(v) >= :?${variable.since} then 0 else 1 end = 1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select * from a where A.Updated >= :?since|true",
                "select datetime( u ) AS updated from a where datetime( u ) >= :?since|true",
                "select updated from a where datetime(updated) >= :?since|false"
            })
    void aConditionComparesTheColumnAsTheRowsHaveIt(String query, boolean compares) {
        List<SinceCondition> conditions = SinceCondition.of(query).orElseThrow();
        assertThat(new CursorQuery(query, conditions).compares("updated")).isEqualTo(compares);
    }
}
