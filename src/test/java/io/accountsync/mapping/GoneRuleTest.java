package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.FILE;
import static io.accountsync.mapping.TestMapping.accounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sync file says of records whose rows are gone, and what a person reads who got it wrong. */
class GoneRuleTest {
    @Test
    void aFileThatSaysNothingHasTheVersionOfBefore() throws Exception {
        assertThat(accounts().bind().version())
                .isEqualTo(accounts()
                        .definition(definition -> definition.setWhenRowGone("ignore"))
                        .bind()
                        .version())
                .isNotEqualTo(accounts()
                        .definition(definition -> definition.setWhenRowGone("delete"))
                        .bind()
                        .version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ${body[deleted_at]} != null                        | deleted_at | 2026-01-01 | true
                    ${body[deleted_at]} != null                        | deleted_at |            | false
                    ${body[deleted_at]} != null                        | deleted_at | ' '        | false
                    ${body[DELETED_AT]} != null                        | deleted_at | x          | true
                    ${body[state]} == 'gone'                           | state      | gone       | true
                    ${body[state]} == 'gone'                           | state      | here       | false
                    ${body[state]} == 'gone' && ${body[id]} != null    | state      | gone       | true
                    ${body[state]} == 'gone' && ${body[other]} != null | state      | gone       | false
                    """)
    void aConditionIsTrueOfRowsWhoseRecordsAreGone(String condition, String column, String value, boolean gone)
            throws Exception {
        RowMapper mapper = accounts()
                .definition(definition -> definition.setDeletedWhen(condition))
                .bind();
        Map<String, Object> row = new HashMap<>(Map.of("id", "C1"));
        row.put(column, value);

        assertThat(mapper.isTombstone(new CaseInsensitiveMap(row))).isEqualTo(gone);
    }

    @Test
    void aFlagHasTheKeyAndTheConstantsAsTheirFieldsTakeThem() throws Exception {
        RowMapper mapper =
                flagged(Map.of("Active__c", "false", "Status__c", "Inactive")).bind();

        Flag flag = mapper.flag().orElseThrow();

        assertThat(flag.payload("C-1").text())
                .isEqualTo("{\"Active__c\":false,\"Customer_Id__c\":\"C-1\",\"Status__c\":\"Inactive\"}");
        assertThat(flag.orgFields()).extracting(OrgField::name).containsExactly("Active__c", "Status__c");
        assertThatNoException().isThrownBy(() -> flagged(Map.of("field", "Status__c", "value", "Inactive"))
                .bind());
    }

    @Test
    void mistakesAreNamedWithTheirPlaceAndRemedy() {
        assertThat(mistakes(definition -> definition.setWhenRowGone("remove")))
                .isEqualTo(FILE + ": whenRowGone must be one of ignore, flag, delete.");
        assertThat(mistakes(definition -> definition.setWhenRowGone("flag")))
                .contains("whenRowGone is flag, and nothing says which field is set");
        assertThat(mistakes(definition -> definition.setDeletedWhen("true"))).contains("deletedWhen reads no column");
        assertThat(mistakes(definition -> definition.setDeletedWhen("${body[deleted_at]}")))
                .contains("deletedWhen has no comparison", "\"${body[deleted_at]} != null\"");
        assertThat(mistakes(definition -> definition.setDeletedWhen("${body[a]} == ")))
                .contains("deletedWhen");
        assertThat(mistakes(definition -> definition.setDeleteAdopted("maybe")))
                .contains("deleteAdopted must be true or false");
        assertThat(flagged(Map.of("Statsu__c", "x")).mistakes())
                .contains("flag Statsu__c is not a field of Account", "did you mean Status__c?");
        assertThat(flagged(Map.of("Active__c", "perhaps")).mistakes())
                .contains("flag Active__c cannot take \"perhaps\"");
        assertThat(flagged(Map.of("Status__c", "${body[x]}")).mistakes())
                .contains("flag takes the value of Status__c from a row, and there is none any more");
        assertThat(flagged(Map.of("Status__c", "")).mistakes()).contains("flag has no value for Status__c");
        assertThat(flagged(Map.of("Customer_Id__c", "x")).mistakes())
                .contains("flag sets Customer_Id__c, the External ID");
        assertThat(flagged(Map.of("field", "Status__c", "value", "x", "more", "y"))
                        .mistakes())
                .contains("flag must be { field: Status__c, value: Inactive }");
    }

    @Test
    void whoMayNotDeleteReadsWhichPermissionIsMissing() {
        assertThat(accounts()
                        .definition(definition -> definition.setWhenRowGone("delete"))
                        .org(describe -> describe.build().setDeletable(false))
                        .mistakes())
                .contains("whenRowGone is delete, and the user may not delete records of Account", "permission Delete");
    }

    private static String mistakes(Consumer<SyncDefinition> edit) {
        return accounts().definition(edit).mistakes();
    }

    private static TestMapping flagged(Map<String, String> flag) {
        return accounts()
                .org(describe -> describe.text("Status__c", 20).field("Active__c", "boolean"))
                .definition(definition -> {
                    definition.setWhenRowGone("flag");
                    definition.setFlag(flag);
                });
    }
}
