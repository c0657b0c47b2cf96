package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** A row of a file as a map. */
class ColumnsTest {
    private final Columns columns = Columns.ofFile(List.of("Id", "COMPANY name", "Größe"), "file.csv");
    private final Map<String, Object> row = columns.row(new Object[] {"1", null, "klein"});

    @Test
    void namesIgnoreCase() {
        for (String name : List.of("Größe", "größe", "GRÖßE")) {
            assertThat(row.get(name)).isEqualTo("klein");
            assertThat(row.containsKey(name)).isTrue();
        }
        assertThat(row.get("ID")).isEqualTo("1");
    }

    @Test
    void anEmptyCellIsThereAndNull() {
        assertThat(row.get("company NAME")).isNull();
        assertThat(row.containsKey("company NAME")).isTrue();
    }

    @Test
    void whatIsNoColumnIsNotThere() {
        for (Object name : new Object[] {"name", "", null, 1}) {
            assertThat(row.get(name)).isNull();
            assertThat(row.containsKey(name)).isFalse();
        }
    }

    @Test
    void entriesComeInTheOrderOfTheFileAndAsItSpellsThem() {
        assertThat(row.keySet()).containsExactly("Id", "COMPANY name", "Größe");
        assertThat(row.values()).containsExactly("1", null, "klein");
        assertThat(row).hasSize(3);
    }

    @Test
    void entriesEnd() {
        Iterator<Map.Entry<String, Object>> entries = row.entrySet().iterator();
        entries.forEachRemaining(entry -> {});
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(entries::next);
    }

    @Test
    void rowsOfOneFileShareTheirColumns() {
        Map<String, Object> other = columns.row(new Object[] {"2", "x", null});
        assertThat(other.get("id")).isEqualTo("2");
        assertThat(row.get("id")).isEqualTo("1");
    }

    @Test
    void namesMustDifferInMoreThanCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.ofFile(List.of("A", "b", "a"), "f"));
        assertThatIllegalArgumentException().isThrownBy(() -> Columns.ofFile(List.of("a", "A"), "f"));
    }
}
