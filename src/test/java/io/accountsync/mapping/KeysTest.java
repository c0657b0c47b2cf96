package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.UUID;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are compared as Salesforce compares External IDs; lookups point to them. */
class KeysTest {
    @Test
    void keysAreTrimmedAndFolded() throws Exception {
        MappedRecord record = accounts().record("id", " C-ÄÖ1\t");
        assertThat(record.key()).isEqualTo("c-äö1");
        assertThat(record.payload().text()).isEqualTo("{\"Customer_Id__c\":\"C-ÄÖ1\"}");
    }

    @Test
    void keysKeepTheirCaseWhereTheFieldIsCaseSensitive() throws Exception {
        assertThat(accounts()
                        .key("string", field -> field.setCaseSensitive(true))
                        .record("id", " C1 ")
                        .key())
                .isEqualTo("C1");
    }

    @Test
    void paddingDoesNotMakeAKeyTooLong() throws Exception {
        assertThat(accounts().record("id", "C1".concat(" ".repeat(30))).key()).isEqualTo("c1");
    }

    @Test
    void aKeyThatIsTooLongMakesTheRowInvalid() {
        InvalidRowException refusal = accounts().refusal("id", "C".repeat(19));
        assertThat(refusal.code()).isEqualTo("TOO_LONG");
        assertThat(refusal)
                .hasMessage(
                        "the text has 19 characters and the field holds 18; a key is never cut, so shorten it at the "
                                + "source or make the field longer in Salesforce");
    }

    @Test
    void otherTypesAreKeysByTheirText() throws Exception {
        UUID uuid = UUID.fromString("0aa7ef2e-0000-4000-8000-00000000ABCD");
        assertThat(accounts().record("id", 12).key()).isEqualTo("12");
        assertThat(accounts().record("id", new BigDecimal("1E+3")).key()).isEqualTo("1000");
        assertThat(accounts()
                        .key("string", field -> field.setLength(36))
                        .record("id", uuid)
                        .key())
                .isEqualTo(uuid.toString());
    }

    @Test
    void numericKeysAreOneWhateverTheirFraction() throws Exception {
        TestMapping mapping = accounts().key("double", field -> {});
        for (Object id : new Object[] {12, 12.0, "12", "12.00", new BigDecimal("1.2E+1")}) {
            MappedRecord record = mapping.record("id", id);
            assertThat(record.key()).isEqualTo("12");
            assertThat(record.fingerprint()).isEqualTo(mapping.record("id", 12).fingerprint());
        }
    }

    @Test
    void aKeyThatSalesforceWouldRoundToAnotherKeyMakesTheRowInvalid() throws Exception {
        TestMapping mapping = accounts().key("double", field -> whole(field));
        assertThat(mapping.record("id", "77001.0").key()).isEqualTo("77001");
        InvalidRowException refusal = mapping.refusal("id", "77001.4");
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal.field()).isEqualTo("Customer_Id__c");
        assertThat(refusal)
                .hasMessageStartingWith("the number has 1 decimal and the field holds 0, so that Salesforce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "01000", "+1000", "1000.00", " 1000 ", "1000", "10E2"})
    void aNumericKeyIsOneHoweverItIsWritten(String id) throws Exception {
        MappedRecord record = accounts().key("double", field -> whole(field)).record("id", id);
        assertThat(record.key()).isEqualTo("1000");
        assertThat(record.payload().text()).isEqualTo("{\"Customer_Id__c\":1000}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "-0.00", "0e5"})
    void zeroIsOneKeyWhateverItsSign(String id) throws Exception {
        assertThat(accounts()
                        .key("double", field -> whole(field))
                        .record("id", id)
                        .key())
                .isEqualTo("0");
    }

    @Test
    void aTextKeyIsNoNumberSoThatItsFormCounts() throws Exception {
        assertThat(accounts().record("id", "077").key()).isEqualTo("077");
        assertThat(accounts().record("id", "1e3").key()).isEqualTo("1e3");
        assertThat(accounts().record("id", "a  b").key()).isEqualTo("a  b");
        assertThat(accounts().record("id", "a b").key()).isEqualTo("a b");
    }

    @Test
    void anAddressLosesItsCapitalLettersWhateverDescribeSays() throws Exception {
        TestMapping mapping = accounts().key("email", field -> {
            field.setLength(80);
            field.setCaseSensitive(true);
        });
        assertThat(mapping.record("id", "Ada@Acme.Example").key()).isEqualTo("ada@acme.example");
    }

    @Test
    void aWholeNumberOfMoreDigitsThanSalesforceKeepsMakesTheRowInvalid() {
        assertThat(accounts()
                        .key("int", field -> {})
                        .refusal("id", 9007199254740993L)
                        .code())
                .isEqualTo("WRONG_TYPE");
    }

    @Test
    void whyATextCannotBeAKeyIsSaidWithoutTheText() throws Exception {
        RowMapper mapper = accounts().key("double", field -> whole(field)).bind();
        assertThat(mapper.rowKeys().mistakeIn("77001")).isEmpty();
        assertThat(mapper.rowKeys().mistakeIn("77001.4").orElseThrow())
                .startsWith("the number has 1 decimal and the field holds 0")
                .doesNotContain("77001");
        assertThat(mapper.rowKeys().mistakeIn("none").orElseThrow()).startsWith("expected a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678", "9007199254740993", "0.12345678901234567"})
    void aKeyOfMoreDigitsThanSalesforceKeepsMakesTheRowInvalid(String id) {
        assertThat(accounts().key("double", field -> {}).refusal("id", id).code())
                .isEqualTo("WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"900719925474099", "9007199254740992", "-12345.678", "1E+15", "0.1"})
    void aKeyThatSalesforceKeepsIsAKey(String id) throws Exception {
        assertThat(accounts().key("double", field -> {}).record("id", id).key())
                .isEqualTo(new BigDecimal(id).toPlainString());
    }

    @Test
    void aNumericLookupThatWouldBeRoundedMakesTheRowInvalid() {
        TestMapping mapping = parent().key("double", field -> whole(field));
        InvalidRowException refusal = mapping.refusal("id", 1, "parent", 12.5);
        assertThat(refusal.code()).isEqualTo("WRONG_TYPE");
        assertThat(refusal.field()).isEqualTo("Parent");
    }

    private static void whole(SObjectField field) {
        field.setCustom(true);
        field.setPrecision(18);
        field.setScale(0);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t"})
    void aRowWithoutKeyIsInvalid(String id) {
        InvalidRowException refusal = accounts().refusal("id", id);
        assertThat(refusal.code()).isEqualTo("KEY_MISSING");
        assertThat(refusal.field()).isEqualTo("Customer_Id__c");
        assertThat(refusal).hasMessageContaining("leave such rows out at the source");
    }

    @Test
    void aRowThatIsInvalidOtherwiseStillHasItsKey() {
        RowMapper mapper = TestMapping.fieldOfType("int").bind();
        assertThat(mapper.keyOf(row("id", " C9 ", "v", "x"))).isEqualTo("c9");
        assertThat(mapper.keyOf(row("id", null))).isNull();
        assertThat(mapper.keyOf(row("id", "C".repeat(19)))).isNull();
        assertThat(mapper.keyOf(row("id", new byte[1]))).isNull();
    }

    @Test
    void aLookupPointsByTheOthersExternalId() throws Exception {
        MappedRecord record = parent().record("parent", " P1 ");
        assertThat(record.payload().text())
                .isEqualTo("{\"Customer_Id__c\":\"C1\",\"Parent\":{\"Customer_Id__c\":\"P1\"}}");
        assertThat(record.parentKey()).isEqualTo("p1");
    }

    @Test
    void aNumericParentKeyIsTheKeyThatTheParentHas() throws Exception {
        TestMapping mapping = parent().key("double", field -> {});
        MappedRecord child = mapping.record("id", 1, "parent", 12.0);
        assertThat(child.parentKey()).isEqualTo(mapping.record("id", 12).key());
        assertThat(child.payload().text()).isEqualTo("{\"Customer_Id__c\":1,\"Parent\":{\"Customer_Id__c\":12}}");
    }

    @Test
    void aLookupByAnotherFieldIsNoParent() throws Exception {
        TestMapping mapping = accounts()
                .org(describe -> describe.field("Code__c", "string", field -> field.setExternalId(true)))
                .map("Parent", rule -> {
                    rule.setLookup("Code__c");
                    rule.setValue("${body[parent]}");
                });
        assertThat(mapping.record("parent", "X").parentKey()).isNull();
        assertThat(mapping.payload("parent", "X").at("/Parent/Code__c").textValue())
                .isEqualTo("X");
    }

    @Test
    void aParentKeyThatDoesNotFitTheKeyMakesTheRowInvalid() {
        InvalidRowException refusal = parent().refusal("parent", "P".repeat(19));
        assertThat(refusal.code()).isEqualTo("TOO_LONG");
        assertThat(refusal.field()).isEqualTo("Parent");
    }

    @Test
    void aKeyCanBeMadeOfSeveralColumns() throws Exception {
        TestMapping mapping = TestMapping.empty().map("Customer_Id__c", "${body[cik]}-${body[symbol]}");
        assertThat(mapping.record("cik", 66740, "symbol", "MMM").key()).isEqualTo("66740-mmm");
    }

    @Test
    void othersCanCompareKeysAsTheMapperDoes() {
        assertThat(accounts().bind().keys().of(" C1 ")).isEqualTo("c1");
    }

    @Test
    void aRecordDoesNotShowItsPayload() throws Exception {
        assertThat(TestMapping.fieldOfType("string").record("v", "s3cret").toString())
                .isEqualTo("MappedRecord[c1]");
    }

    private static TestMapping parent() {
        return accounts().map("Parent", rule -> {
            rule.setLookup("customer_id__c");
            rule.setValue("${body[parent]}");
        });
    }
}
