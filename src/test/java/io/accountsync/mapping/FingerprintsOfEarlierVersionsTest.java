package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.source.UnavailableValue;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What states hold since the first version: were one of these texts another one, an upgrade would send every record again. They were
 * made by the code before payloads were written by one generator.
 */
class FingerprintsOfEarlierVersionsTest {
    private final RowMapper mapper = accounts()
            .org(describe -> describe.text("Website", 255)
                    .text("Phone", 40)
                    .text("Description", 32_000)
                    .text("Type", 255)
                    .field("NumberOfEmployees", "int")
                    .field("AnnualRevenue", "currency")
                    .field("Rate__c", "double")
                    .field("Since__c", "date")
                    .field("Seen__c", "datetime")
                    .field("Opens__c", "time")
                    .field("Tags__c", "multipicklist")
                    .field("Newsletter__c", "boolean"))
            .map("Name", "${body[name]}")
            .map("Phone", "+${body[phone]}")
            .map("Website", rule -> {
                rule.setValue("${body[website]}");
                rule.setWhenEmpty("clear");
            })
            .map("Description", rule -> {
                rule.setValue("${body[notes]}");
                rule.setTooLong("truncate");
            })
            .map("Type", "Customer")
            .map("NumberOfEmployees", "${body[employees]}")
            .map("AnnualRevenue", "${body[revenue]}")
            .map("Rate__c", "${body[rate]}")
            .map("Since__c", "${body[since]}")
            .map("Seen__c", "${body[seen]}")
            .map("Opens__c", "${body[opens]}")
            .map("Tags__c", "${body[tags]}")
            .map("Newsletter__c", "${body[newsletter]}")
            .map("Parent", rule -> {
                rule.setValue("${body[parent]}");
                rule.setLookup("Customer_Id__c");
            })
            .bind();

    private final Map<String, Object> whole = row(
            "name",
            "Łódź \"quoted\" \\ back\tslash \u0001 \uD83D\uDE00 </script>",
            "phone",
            4711,
            "website",
            "https://www.example.com/a?b=c",
            "notes",
            "line\nline\r\n" + "é€\uD83D\uDE00x".repeat(2_500),
            "employees",
            4711L,
            "revenue",
            new BigDecimal("4712177.7500"),
            "rate",
            new BigDecimal("0.0000001"),
            "since",
            Date.valueOf("2019-03-04"),
            "seen",
            Timestamp.from(Instant.parse("2026-01-31T09:30:00.123456Z")),
            "opens",
            LocalTime.of(9, 30),
            "tags",
            List.of("a", "b"),
            "newsletter",
            true,
            "parent",
            " C0 ");

    @Test
    void aWholeRow() throws Exception {
        assertThat(fingerprint(whole)).isEqualTo("cd58f9b266b5198d4d38b0dac502a866");
    }

    @Test
    void aRowWithoutValues() throws Exception {
        assertThat(fingerprint(row())).isEqualTo("2349dd9d5d1971d0a170ed14d86235e4");
    }

    @Test
    void otherFormsOfTheSameValues() throws Exception {
        Map<String, Object> other = with("revenue", "4.7121777500E+6");
        other.put("employees", "4711");
        other.put("since", "2019-03-04");
        other.put("newsletter", "yes");
        assertThat(fingerprint(other)).isEqualTo(fingerprint(whole));
    }

    @Test
    void aRowThatDoesNotSayAllValues() throws Exception {
        assertThat(fingerprint(with("notes", new UnavailableValue("notes"))))
                .isEqualTo("ce1e880fad21665bcdbdc392aeb592c5");
    }

    @Test
    void rowsBeforeLeaveNothingBehind() throws Exception {
        String first = fingerprint(whole);
        assertThatThrownBy(() -> mapper.map(with("revenue", "much"))).isInstanceOf(InvalidRowException.class);
        assertThat(fingerprint(whole)).isEqualTo(first);
        fingerprint(row());
        fingerprint(with("notes", new UnavailableValue("notes")));
        assertThat(mapper.map(row()).leftOut()).isEmpty();
        assertThat(mapper.map(row()).parentKey()).isNull();
        assertThat(fingerprint(whole)).isEqualTo(first);
    }

    @Test
    void payloadsAreIndependentOfEachOther() throws Exception {
        Payload payload = mapper.map(whole).payload();
        String text = payload.text();
        mapper.map(row());
        assertThat(payload.text()).isEqualTo(text).startsWith("{").endsWith("}");
    }

    private Map<String, Object> with(String column, Object value) {
        Map<String, Object> other = new LinkedHashMap<>(whole);
        other.put(column, value);
        return other;
    }

    private String fingerprint(Map<String, Object> row) throws InvalidRowException {
        return HexFormat.of().formatHex(mapper.map(row).fingerprint());
    }
}
