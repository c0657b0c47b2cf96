package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel makes of the bean in a sync file; it is loaded by Camel itself. */
class SyncFileBindingTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void everythingOfTheExampleArrives() throws Exception {
        SyncDefinition definition = load(
                """
                object: Account
                externalId: Customer_Id__c
                cursor: updated_at
                cursorType: date
                match: "Website domain, Name + BillingCountry"
                fields:
                  Customer_Id__c: "${body[customer_id]}"
                  Type: "Customer - Direct"
                  NumberOfEmployees: 5
                fields[Parent]: { lookup: Customer_Id__c, value: "${body[parent_id]}", whenEmpty: clear }
                fields[Industry]:
                  value: "${body[sector]}"
                  translate: { tech: Technology, food: Food & Beverage, 1: One, yes: Ja }
                  default: Other
                  tooLong: truncate
                fields[Rating]:
                  value: "${body[rating]}"
                  translateFile: ratings.csv
                """);
        assertThat(definition.getObject()).isEqualTo("Account");
        assertThat(definition.getExternalId()).isEqualTo("Customer_Id__c");
        assertThat(definition.getCursor()).isEqualTo("updated_at");
        assertThat(definition.getCursorType()).isEqualTo("date");
        assertThat(definition.getMatch()).isEqualTo("Website domain, Name + BillingCountry");
        Map<String, FieldRule> rules = definition.rules();
        assertThat(rules)
                .containsOnlyKeys("Customer_Id__c", "Type", "NumberOfEmployees", "Parent", "Industry", "Rating");
        assertThat(rules.get("Customer_Id__c").getValue()).isEqualTo("${body[customer_id]}");
        assertThat(rules.get("NumberOfEmployees").getValue()).isEqualTo("5");
        assertThat(rules.get("Parent").getLookup()).isEqualTo("Customer_Id__c");
        assertThat(rules.get("Parent").getWhenEmpty()).isEqualTo("clear");
        assertThat(rules.get("Industry").getTranslate())
                .isEqualTo(Map.of("tech", "Technology", "food", "Food & Beverage", "1", "One", "yes", "Ja"));
        assertThat(rules.get("Industry").getDefault()).isEqualTo("Other");
        assertThat(rules.get("Industry").getTooLong()).isEqualTo("truncate");
        assertThat(rules.get("Rating").getTranslateFile()).isEqualTo("ratings.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                fields:
                  Name: "${body[name]}"
                fields[OwnerId]:
                  value: "${body[owner_email]}"
                  reference: { object: User, by: Email, where: "IsActive = true", default: "admin@acme.example" , unresolved: later }
                """,
                """
                fields[OwnerId]: { value: "${body[owner_email]}", reference: { object: User, by: Email, where: "IsActive = true", default: "admin@acme.example" , unresolved: later } }
                """,
                """
                fields[OwnerId]:
                  reference:
                    object: User
                    by: Email
                    where: "IsActive = true"
                    default: "admin@acme.example"
                    unresolved: later
                  value: "${body[owner_email]}"
                fields[ParentId]: { value: "${body[p]}", reference: { object: Account, by: AccountNumber } }
                """
            })
    void aReferenceArrivesInWhateverFormItIsWritten(String fields) throws Exception {
        FieldRule rule = load(fields).rules().get("OwnerId");
        assertThat(rule.getValue()).isEqualTo("${body[owner_email]}");
        ReferenceRule reference = rule.getReference();
        assertThat(reference.getObject()).isEqualTo("User");
        assertThat(reference.getBy()).isEqualTo("Email");
        assertThat(reference.getWhere()).isEqualTo("IsActive = true");
        assertThat(reference.getDefault()).isEqualTo("admin@acme.example");
        assertThat(reference.getUnresolved()).isEqualTo("later");
    }

    @Test
    void aFieldWithOptionsStandsAmongThePlainOnes() throws Exception {
        Map<String, FieldRule> rules =
                load("""
                fields:
                  Name: "${body[company_name]}"
                  Industry:
                    value: "${body[sector]}"
                    translate: { tech: Technology, mid-market: Mid }
                    default: Other
                  OwnerId: { value: "${body[owner]}", reference: { object: User, by: Email } }
                  Phone: "${body[phone]}"
                """)
                        .rules();
        assertThat(rules).containsOnlyKeys("Name", "Industry", "OwnerId", "Phone");
        assertThat(rules.get("Name").getValue()).isEqualTo("${body[company_name]}");
        assertThat(rules.get("Industry").getValue()).isEqualTo("${body[sector]}");
        assertThat(rules.get("Industry").getTranslate()).containsEntry("tech", "Technology");
        assertThat(rules.get("Industry").getDefault()).isEqualTo("Other");
        assertThat(rules.get("OwnerId").getReference().getBy()).isEqualTo("Email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                flag: { field: Status__c, value: Inactive }
                whenRowGone: flag
                """,
                """
                when-row-gone: flag
                flag:
                  Status__c: Inactive
                  Active__c: false
                  Level__c: 5
                """
            })
    void whatBecomesOfRecordsWhoseRowsAreGoneArrives(String properties) throws Exception {
        SyncDefinition definition = load(
                """
                object: Account
                externalId: Customer_Id__c
                deletedWhen: "${body[deleted_at]} != null"
                deleteAdopted: true
                fields:
                  Customer_Id__c: "${body[id]}"
                """
                        + properties);

        GoneRule rule = Mapping.read("accounts", definition, TestMapping.CONTEXT, ZoneOffset.UTC)
                .gone();

        assertThat(rule.whenRowGone()).isEqualTo(WhenRowGone.FLAG);
        assertThat(rule.condition()).isEqualTo("${body[deleted_at]} != null");
        assertThat(rule.deleteAdopted()).isTrue();
        assertThat(rule.flag()).extracting(FieldMapping::target).contains("Status__c");
        assertThat(rule.flag()).extracting(field -> field.constants().get(0)).isSubsetOf("Inactive", "false", "5");
    }

    @Test
    void bothFormsMakeOneMapping() throws Exception {
        SyncDefinition nested = load(
                """
                object: Account
                externalId: Customer_Id__c
                fields:
                  Customer_Id__c: "${body[id]}"
                  Industry: { value: "${body[sector]}", translate: { tech: Technology }, default: Other }
                """);
        SyncDefinition beside = load(
                """
                object: Account
                externalId: Customer_Id__c
                fields:
                  Customer_Id__c: "${body[id]}"
                fields[Industry]: { value: "${body[sector]}", translate: { tech: Technology }, default: Other }
                """);
        assertThat(versionOf(nested)).isEqualTo(versionOf(beside));
    }

    private static String versionOf(SyncDefinition definition) throws Exception {
        return Mapping.compile("accounts", definition, TestMapping.CONTEXT)
                .bind(new TestObjects().with(Describe.account().text("Industry", 40)))
                .mapper()
                .version();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "match: [Website domain, Name + BillingCountry]\n",
                "match:\n  - Website domain\n  - Name + BillingCountry\n",
                "match: Website domain, Name + BillingCountry\n"
            })
    void rulesToMatchByAreAListOrOneText(String match) throws Exception {
        assertThat(load(match).getMatch()).isEqualTo("Website domain, Name + BillingCountry");
    }

    @Test
    void aPathOfNamesGoesOnWorking() throws Exception {
        FieldRule rule = load("fields[Industry].value: \"${body[sector]}\"\nfields[Industry].default: Other\n")
                .rules()
                .get("Industry");
        assertThat(rule.getValue()).isEqualTo("${body[sector]}");
        assertThat(rule.getDefault()).isEqualTo("Other");
    }

    @Test
    void rulesMayComeBeforeTheFlatFields() throws Exception {
        SyncDefinition definition = load(
                """
                fields[Website]: { value: "${body[url]}" }
                fields[Phone]: { value: "${body[phone]}" }
                fields:
                  Name: "${body[name]}"
                  BillingCity: "${body[city]}"
                object: Account
                """);
        assertThat(definition.rules()).containsOnlyKeys("Website", "Phone", "Name", "BillingCity");
        assertThat(definition.rules().get("Website").getValue()).isEqualTo("${body[url]}");
    }

    @Test
    void aMapThatIsSetDropsNoRule() {
        SyncDefinition definition = new SyncDefinition();
        definition.getFields().put("Phone", FieldRule.of("${body[phone]}"));
        definition.setFields(Map.of("Name", FieldRule.of("${body[name]}")));
        assertThat(definition.rules()).containsOnlyKeys("Phone", "Name");
    }

    @Test
    void aRuleMayBeAPlainExpression() throws Exception {
        assertThat(load("fields[Name]: \"${body[name]}\"\n").rules().get("Name").getValue())
                .isEqualTo("${body[name]}");
    }

    @ParameterizedTest
    @CsvSource({"007, 007", "1.50, 1.50", "true, true", "2026-01-31, 2026-01-31", "no, no", "1e3, 1e3"})
    void constantsStayAsTheyAreWritten(String yaml, String constant) throws Exception {
        assertThat(load("fields:\n  Name: " + yaml + "\n").rules().get("Name").getValue())
                .isEqualTo(constant);
    }

    @Test
    void aPlaceholderTakesItsValueFromTheProperties() throws Exception {
        context.getPropertiesComponent().addInitialProperty("accounts.type", "Customer");
        assertThat(load("fields:\n  Type: \"{{accounts.type}}\"\n")
                        .rules()
                        .get("Type")
                        .getValue())
                .isEqualTo("Customer");
    }

    @Test
    void aFieldWithNothingBehindTheColonIsNotLost() throws Exception {
        assertThat(load("fields:\n  Name:\nfields[Phone]:\n").rules()).containsOnlyKeys("Name", "Phone");
    }

    @ParameterizedTest
    @CsvSource({"mid-market", "Mid-Market", "tech/it - ops", "1-5", "a_b", "a b", "a/b", "'a,b'", "it's"})
    void sourceValuesOfATranslationFindTheirEntryThroughCamel(String value) throws Exception {
        SyncDefinition definition =
                load("fields[F__c]: { value: \"${body[v]}\", translate: { \"" + value + "\": Found } }\n");
        definition.setObject("Account");
        definition.setExternalId("Customer_Id__c");
        FieldRule key = new FieldRule();
        key.setValue("${body[id]}");
        definition.getFields().put("Customer_Id__c", key);
        RowMapper mapper = Mapping.compile("accounts", definition, TestMapping.CONTEXT)
                .bind(new TestObjects().with(Describe.account().text("F__c", 20)))
                .mapper();
        assertThat(mapper.map(TestMapping.row("v", value)).payload().text()).contains("\"Found\"");
    }

    @Test
    void aFieldOfAnotherRecordSurfaces() {
        assertThatThrownBy(() -> load("fields:\n  Parent.Customer_Id__c: x\n"))
                .rootCause()
                .hasMessageContaining("Parent.Customer_Id__c");
    }

    private SyncDefinition load(String properties) throws Exception {
        String file =
                """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                """
                        + properties.indent(8);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(TestMapping.FILE, file));
        return context.getRegistry().findSingleByType(SyncDefinition.class);
    }
}
