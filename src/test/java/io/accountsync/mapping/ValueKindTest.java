package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value is described in words, whatever class it is of. */
class ValueKindTest {
    @Test
    void aValueIsNamedWithoutAJavaType() {
        assertThat(List.of(
                        new BigDecimal("1.50"), 1L, true, "x", LocalDate.EPOCH, new Timestamp(0), List.of(), Map.of()))
                .extracting(ValueKind::of)
                .containsExactly(
                        "a number",
                        "a number",
                        "true or false",
                        "a text of 1 character",
                        "a date",
                        "a timestamp",
                        "a list",
                        "an object with names of its own");
        assertThat(ValueKind.of(new Object())).doesNotContain("Object");
    }
}
