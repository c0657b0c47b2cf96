package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.accountsync.source.UnavailableValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large value that a change did not say, since it did not change. */
class UnavailableValuesTest {
    private static final UnavailableValue UNKNOWN = new UnavailableValue("notes");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body[notes]}",
                "About: ${body[notes]}",
                "${uppercase(${body[notes]})}",
                "${body[notes].length()}",
                "${body[notes][0]}"
            })
    void theFieldThatNeedsItIsNotSent(String expression) throws Exception {
        MappedRecord record = withNotes()
                .map("Name", "${body[name]}")
                .map("Notes__c", rule -> {
                    rule.setValue(expression);
                    rule.setWhenEmpty("clear");
                    rule.setDefault("nothing");
                })
                .record("name", "Acme", "notes", UNKNOWN);
        assertThat(record.payload().text()).isEqualTo("{\"Customer_Id__c\":\"C1\",\"Name\":\"Acme\"}");
        assertThat(record.leftOut()).containsExactly("Notes__c");
    }

    @Test
    void aFieldWhoseDefaultNeedsItIsNotSentWhereTheDefaultCounts() throws Exception {
        TestMapping mapping = accounts().map("Name", rule -> {
            rule.setValue("${body[name]}");
            rule.setDefault("${body[notes]}");
        });
        assertThat(mapping.record("name", null, "notes", UNKNOWN).leftOut()).containsExactly("Name");
        assertThat(mapping.record("name", "Acme", "notes", UNKNOWN).leftOut()).isEmpty();
    }

    @Test
    void itsFingerprintIsThatOfNoWholeRow() throws Exception {
        TestMapping mapping = withNotes().map("Name", "${body[name]}").map("Notes__c", "${body[notes]}");
        RowMapper mapper = mapping.bind();
        MappedRecord part = mapper.map(TestMapping.row("name", "Acme", "notes", UNKNOWN));
        MappedRecord whole = mapper.map(TestMapping.row("name", "Acme", "notes", null));
        assertThat(part.payload()).isEqualTo(whole.payload());
        assertThat(part.fingerprint()).isNotEqualTo(whole.fingerprint());
        assertThat(mapper.fingerprint(part.payload(), part.leftOut())).isEqualTo(part.fingerprint());
    }

    @Test
    void aRowWhoseExternalIdNeedsItIsInvalid() {
        assertThat(accounts().refusal("id", new UnavailableValue("id")).getMessage())
                .contains("the column id", "REPLICA IDENTITY FULL");
    }

    @Test
    void aRowWhoseConditionNeedsItIsInvalid() {
        TestMapping mapping = accounts().definition(definition -> {
            definition.setWhenRowGone("delete");
            definition.setDeletedWhen("${body[notes]} == 'gone'");
        });
        RowMapper mapper = mapping.bind();
        assertThat(catchThrowable(() -> mapper.isTombstone(TestMapping.row("notes", UNKNOWN))))
                .isInstanceOf(InvalidRowException.class)
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }

    @Test
    void itDoesNotMatterWhereItIsNotMapped() throws Exception {
        assertThat(accounts()
                        .map("Name", "${body[name]}")
                        .record("name", "Acme", "notes", UNKNOWN)
                        .leftOut())
                .isEmpty();
    }

    private static TestMapping withNotes() {
        return accounts().org(describe -> describe.text("Notes__c", 255));
    }
}
