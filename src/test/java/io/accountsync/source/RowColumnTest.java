package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A column is looked up once for rows that share their columns, and again for others. */
class RowColumnTest {
    private final RowColumn column = new RowColumn("city");

    @Test
    void aColumnIsFoundInWhateverRows() {
        Columns one = Columns.ofFile(List.of("id", "city"), "one.csv");
        Columns other = Columns.ofFile(List.of("CITY", "id"), "other.csv");
        assertThat(column.of(one.row(new Object[] {"1", "Lyon"}))).isEqualTo("Lyon");
        assertThat(column.of(one.row(new Object[] {"2", null}))).isNull();
        assertThat(column.of(other.row(new Object[] {"Leeds", "3"}))).isEqualTo("Leeds");
        assertThat(column.of(Map.of("city", "Austin"))).isEqualTo("Austin");
        assertThat(column.of(one.row(new Object[] {"4", "Bonn"}))).isEqualTo("Bonn");
    }

    @Test
    void aColumnThatIsNotThereIsEmpty() {
        assertThat(column.of(Columns.ofFile(List.of("id"), "one.csv").row(new Object[] {"1"})))
                .isNull();
    }

    @Test
    void aNameThatSeveralColumnsHaveCannotBeRead() {
        Columns columns = Columns.ofQuery(Stream.of("city", "city")
                .map(name -> new ColumnType(name, "text", null))
                .toList());
        assertThat(column.of(columns.row(new Object[] {"Lyon", "Leeds"}))).isInstanceOf(UnreadableValue.class);
    }
}
