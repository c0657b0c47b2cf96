package io.accountsync.run.compare;

import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.TestSync;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.salesforce.Org;
import io.accountsync.source.MalformedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever reads rows gets each of them as a record or as an invalid row, never both and never none. */
class RowReaderTest {
    private static final String LONG = "Secret".repeat(50);

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private TestSync sync;
    private Mapping mapping;
    private RowMapper mapper;

    @BeforeEach
    void start() throws Exception {
        sync = TestSync.start(org, directory);
        mapping = sync.engine().syncs().get("accounts").mapping();
        mapper = mapping.bind(new CachedDescribes(new Org(sync.context()))).mapper();
    }

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void eachRowIsARecordOrAnInvalidRowInOrder() {
        RowReader reader = reader(
                customer("A", "One"),
                new MalformedRow("rows.csv, line 3", "expected 3 columns, found 2"),
                customer("B", LONG),
                row("name", "No key"));

        List<ReadRow> read = all(reader);

        assertThat(read).extracting(ReadRow::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(read.get(0)).isInstanceOfSatisfying(ReadRow.Mapped.class, mapped -> assertThat(
                        mapped.mapped().key())
                .isEqualTo("a"));
        assertThat(read.get(1)).isInstanceOfSatisfying(ReadRow.Invalid.class, malformed -> {
            assertThat(malformed.text()).isEqualTo("rows.csv, line 3: expected 3 columns, found 2");
            assertThat(malformed.recordKey()).isNull();
            assertThat(malformed.hasKey()).isFalse();
        });
        assertThat(read.get(2)).isInstanceOfSatisfying(ReadRow.Invalid.class, tooLong -> {
            assertThat(tooLong.text())
                    .startsWith("B (compared as b), Name: the text has 300 characters")
                    .doesNotContain("Secret");
            assertThat(tooLong.recordKey()).isEqualTo("b");
            assertThat(tooLong.row().code()).isEqualTo("TOO_LONG");
            assertThat(tooLong.row().externalId()).isEqualTo("B");
        });
        assertThat(read.get(3)).isInstanceOfSatisfying(ReadRow.Invalid.class, keyless -> {
            assertThat(keyless.text()).startsWith("a row without key").endsWith("(row 4 of the source)");
            assertThat(keyless.hasKey()).isFalse();
        });
        assertThat(reader.count()).isEqualTo(4);
    }

    @Test
    void theFirstRowWithColumnsMustHaveThoseOfTheMapping() {
        RowReader reader = reader(new MalformedRow("rows.csv, line 2", "no"), Map.of("id", "1", "nam", "One"));
        reader.next();

        assertThatThrownBy(reader::next)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("reads the column name, which the rows lack; did you mean nam?");
    }

    @Test
    void columnsThatNoObjectHasAreKnownAtTheEnd() {
        RowReader reader = reader(object("id", "1", "name", "One"), object("id", "2", "parent", "1"));
        all(reader);

        assertThat(reader.findings())
                .singleElement()
                .asString()
                .contains("reads city, which none of the 2 rows read has");
    }

    private RowReader reader(Object... rows) {
        return new RowReader(mapping, mapper, new RowPlaces(), List.of(rows).iterator());
    }

    private static List<ReadRow> all(RowReader reader) {
        List<ReadRow> read = new ArrayList<>();
        reader.forEachRemaining(read::add);
        return read;
    }

    private static Object object(String key, Object value, String otherKey, Object otherValue) {
        return new CaseInsensitiveMap(Map.of(key, value, otherKey, otherValue));
    }
}
