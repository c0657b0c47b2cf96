package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceValueTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            textBlock =
                    """
                    string,        'Acme',                     ' Acme  ',                      true
                    string,        'Acme',                     'ACME',                         false
                    string,        '   ',                      null,                           true
                    string,        'a',                        null,                           false
                    textarea,      'a\\r\\nb',                 'a\\nb',                        true
                    textarea,      'a b',                      'a\\nb',                        false
                    double,        12,                         12.0,                           true
                    double,        1.005,                      1.01,                           true
                    double,        1.004,                      1.01,                           false
                    currency,      1.2E7,                      12000000,                       true
                    double,        0.1234567890123456,         0.12,                           true
                    int,           7,                          07,                             true
                    date,          2026-01-31,                 2026-01-31,                     true
                    datetime,      2026-01-31T09:30:00.999Z,   2026-01-31T09:30:00.000+0000,   true
                    datetime,      2026-01-31T10:30:00+01:00,  2026-01-31T09:30:00.000+0000,   true
                    datetime,      2026-01-31T09:30:01Z,       2026-01-31T09:30:00.000+0000,   false
                    time,          09:30:00.000Z,              09:30:00Z,                      true
                    multipicklist, 'b;a',                      'a; b;',                        true
                    multipicklist, 'a',                        'a;b',                          false
                    boolean,       false,                      null,                           true
                    boolean,       true,                       null,                           false
                    reference,     001000000000001,            001000000000001AAA,             true
                    reference,     001000000000001AAA,         001000000000002AAA,             false
                    """)
    void valuesAreTheSameWhenSalesforceKeepsThemAlike(String type, String ours, String theirs, boolean same) {
        SObjectField field = custom(type);
        assertThat(SalesforceValue.same(field, unescaped(ours), unescaped(theirs)))
                .isEqualTo(same);
    }

    @Test
    void decimalsOfStandardFieldsAreNotRounded() {
        SObjectField field = custom("currency");
        field.setCustom(false);
        assertThat(SalesforceValue.same(field, new BigDecimal("1.005"), 1.01)).isFalse();
    }

    @Test
    void whatPeopleReadHasOneForm() {
        assertThat(SalesforceValue.shown(custom("double"), 1.2E7)).isEqualTo("12000000");
        assertThat(SalesforceValue.shown(custom("multipicklist"), "b;a")).isEqualTo("a;b");
        assertThat(SalesforceValue.shown(custom("string"), null)).isEmpty();
    }

    private static String unescaped(String text) {
        return text == null ? null : text.replace("\\r", "\r").replace("\\n", "\n");
    }

    private static SObjectField custom(String type) {
        SObjectField field = new SObjectField();
        field.setName("F__c");
        field.setType(type);
        field.setScale(2);
        field.setCustom(true);
        return field;
    }
}
