package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.FILE;
import static io.accountsync.mapping.TestMapping.accounts;
import static io.accountsync.mapping.TestMapping.field;
import static io.accountsync.mapping.TestMapping.fieldOfType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.dto.SObjectField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads whose mapping does not fit the org. */
class TargetMistakesTest {
    @Test
    void anUnknownFieldIsNamedWithTheNearest() {
        assertThat(accounts()
                        .org(describe -> describe.text("BillingCity", 40))
                        .map("BilingCity", "${body[city]}")
                        .mistakes())
                .isEqualTo(FILE
                        + ": BilingCity is not a field of Account in this org, or the user may not see it; did you "
                        + "mean BillingCity?");
    }

    @Test
    void fieldNamesIgnoreCaseAndGoOutAsTheOrgSpellsThem() throws Exception {
        assertThat(accounts().map("NAME", "x").json()).isEqualTo("{\"Customer_Id__c\":\"C1\",\"Name\":\"x\"}");
    }

    @Test
    void anExternalIdThatTheOrgLacksIsNamed() {
        assertThat(TestMapping.empty()
                        .definition(definition -> definition.setExternalId("Custmer_Id__c"))
                        .map("Custmer_Id__c", "${body[id]}")
                        .mistakes())
                .contains("Custmer_Id__c is not a field of Account in this org", "did you mean Customer_Id__c?");
    }

    @Test
    void anExternalIdMustBeOneInTheOrg() {
        assertThat(accounts().key("string", field -> field.setExternalId(false)).mistakes())
                .isEqualTo(FILE + ": Customer_Id__c is not an External ID in this org; tick External ID and Unique on "
                        + "the field, or name another field as externalId.");
    }

    @Test
    void anExternalIdMustBeUnique() {
        assertThat(accounts().key("string", field -> field.setUnique(false)).mistakes())
                .contains("is not unique in this org", "tick Unique on the field");
    }

    @Test
    void anExternalIdMustBeWritable() {
        assertThat(accounts().key("string", field -> field.setCreateable(false)).mistakes())
                .contains("Customer_Id__c cannot be written by this user");
    }

    @ParameterizedTest
    @CsvSource({"Customer_Id, Customer_Id__c", "customer_id, Customer_Id__c", "F, F__c"})
    void aCustomFieldWrittenWithoutItsEndingIsSuggestedBeforeAnyOtherName(String written, String meant) {
        assertThat(accounts()
                        // Nearer by letters, and yet not what was meant.
                        .org(describe ->
                                describe.text("F__c", 20).text("Fa", 20).text("Customer_Ids", 20))
                        .definition(definition -> definition.setExternalId(written))
                        .map(written, "${body[id]}")
                        .mistakes())
                .contains(written + " is not a field of Account in this org", "did you mean " + meant + "?");
    }

    @Test
    void aLookupByACustomFieldWrittenWithoutItsEndingIsSuggestedToo() {
        assertThat(lookup("Parent", "Customer_Id").mistakes()).contains("did you mean Customer_Id__c?");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // name,      custom, externalId, idLookup, unique, what is said
                "Email,       false, false, true,  false, is a standard field that identifies records",
                "Email,       false, false, true,  -,     is a standard field that identifies records",
                "Email,       -,     -,     true,  -,     is a standard field that identifies records",
                "Username,    false, false, true,  true,  -",
                "Email,       false, false, false, false, is not an External ID in this org",
                "Email,       false, false, -,     true,  is not an External ID in this org",
                "Key__c,      true,  true,  true,  false, is not unique in this org",
                "Key__c,      -,     false, true,  false, is not unique in this org",
                "Key__pc,     true,  true,  true,  false, is not unique in this org",
                "Key__pc,     -,     true,  -,     -,     is not unique in this org",
                "Key__c,      true,  true,  true,  true,  -",
            })
    void aKeyIsJudgedByWhatDescribeSaysOfIt(
            String name, Boolean custom, Boolean externalId, Boolean idLookup, Boolean unique, String said) {
        TestMapping mapping = TestMapping.empty()
                .definition(definition -> definition.setExternalId(name))
                .map(name, "${body[id]}")
                .org(describe -> describe.field(name, "string", field -> {
                    field.setLength(80);
                    field.setCustom(custom);
                    field.setExternalId(externalId);
                    field.setIdLookup(idLookup);
                    field.setUnique(unique);
                }));
        boolean warns = said != null && said.contains("standard");

        assertThat(mapping.binding().isUsable()).isEqualTo(said == null || warns);
        if (said == null) {
            assertThat(mapping.binding().findings()).isEmpty();
        } else if (warns) {
            assertThat(mapping.warnings())
                    .singleElement()
                    .asString()
                    .startsWith(FILE + ": " + name + " " + said)
                    .contains("where several records have the same value, Salesforce rejects the record");
        } else {
            assertThat(mapping.mistakes()).startsWith(FILE + ": " + name + " " + said);
        }
    }

    @Test
    void whatDescribeDoesNotSayCountsAsNo() {
        assertThat(accounts()
                        .key("string", field -> {
                            field.setExternalId(null);
                            field.setIdLookup(null);
                        })
                        .mistakes())
                .contains("is not an External ID");
    }

    @Test
    void aCheckboxIsNeverBlank() {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "boolean", field -> {}))
                        .map("F__c", rule -> {
                            rule.setValue("${body[f]}");
                            rule.setWrite("ifBlank");
                        })
                        .mistakes())
                .contains("F__c is a checkbox, which is never blank; write: onCreate is what remains");
    }

    @Test
    void aReadOnlyFieldIsNamed() {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "string", field -> {
                            field.setCreateable(false);
                            field.setUpdateable(false);
                        }))
                        .map("F__c", "x")
                        .mistakes())
                .isEqualTo(FILE + ": F__c cannot be written by this user: it is read-only, or the user's profile "
                        + "lacks edit access to it.");
    }

    @Test
    void aFieldThatIsWrittenOnlyWithNewRecordsIsNamed() {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "string", field -> field.setUpdateable(false)))
                        .map("F__c", "x")
                        .mistakes())
                .contains("F__c can be written only when a record is created");
    }

    @Test
    void theMasterOfADetailRecordIsTakenWithWriteOnCreateAndNamedWithout() {
        Consumer<Describe> master = describe -> describe.field("ParentId", "reference", field -> {
            field.setRelationshipName("Parent");
            field.setReferenceTo(List.of("Account"));
            field.setNillable(false);
            field.setUpdateable(false);
        });
        assertThat(lookup("Parent", "Customer_Id__c").org(master).mistakes())
                .contains("Parent can be written only when a record is created", "write: onCreate sends it with new");
        assertThat(accounts()
                        .org(master)
                        .map("Parent", rule -> {
                            rule.setLookup("Customer_Id__c");
                            rule.setValue("${body[v]}");
                            rule.setWrite("onCreate");
                        })
                        .binding()
                        .findings())
                .isEmpty();
        assertThat(accounts()
                        .org(master)
                        .map("ParentId", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setWrite("onCreate");
                        })
                        .binding()
                        .findings())
                .isEmpty();
    }

    @Test
    void aFieldThatNobodyMayCreateIsNoBetterWithWriteOnCreate() {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "string", field -> field.setCreateable(false)))
                        .map("F__c", rule -> {
                            rule.setValue("x");
                            rule.setWrite("onCreate");
                        })
                        .mistakes())
                .contains("F__c cannot be written by this user");
    }

    @Test
    void aReadOnlyReferenceIsNamed() {
        assertThat(lookup("Parent", "Customer_Id__c")
                        .org(describe -> describe.field("ParentId", "reference", field -> {
                            field.setRelationshipName("Parent");
                            field.setReferenceTo(List.of("Account"));
                            field.setUpdateable(false);
                        }))
                        .mistakes())
                .contains("Parent can be written only when a record is created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "location", "base64", "complexvalue"})
    void aFieldOfACompoundTypeIsNamed(String type) {
        assertThat(fieldOfType(type).mistakes())
                .contains("F__c is of type " + type + ", which cannot be written; map its parts instead");
    }

    @Test
    void aCheckboxCannotBeCleared() {
        assertThat(field("boolean", rule -> {
                            rule.setValue("${body[v]}");
                            rule.setWhenEmpty("clear");
                        })
                        .mistakes())
                .contains("F__c is a checkbox, which cannot be empty; replace whenEmpty: clear by default: false");
    }

    @Test
    void aLookupIsNamedByItsRelationship() {
        assertThat(lookup("ParentId", "Customer_Id__c").mistakes())
                .isEqualTo(FILE + ": ParentId is a reference field; with lookup, name its relationship: Parent.");
    }

    @Test
    void anUnknownRelationshipIsNamedWithThoseThatThereAre() {
        assertThat(lookup("Parnt", "Customer_Id__c").mistakes())
                .isEqualTo(FILE + ": Parnt is not a relationship of Account in this org (relationships: Parent).");
    }

    @Test
    void aRelationshipWithoutLookupIsNoField() {
        assertThat(accounts().map("Parent", "${body[p]}").mistakes())
                .contains("Parent is not a field of Account in this org", "did you mean ParentId?");
    }

    @Test
    void aLookupByAFieldThatTheParentLacksIsNamed() {
        assertThat(lookup("Parent", "Custmer_Id__c").mistakes())
                .contains(
                        "Parent has lookup: Custmer_Id__c, which is not a field of Account",
                        "did you mean Customer_Id__c");
    }

    @Test
    void aLookupByAFieldThatDoesNotIdentifyIsNamed() {
        assertThat(lookup("Parent", "Name").mistakes())
                .contains(
                        "Parent has lookup: Name, which is not an External ID of Account in this org",
                        "such as Customer_Id__c");
    }

    @Test
    void aLookupOfAnotherObjectIsWrittenAsItsFieldThere() throws Exception {
        assertThat(owner("employee__c")
                        .payload("owner", 7)
                        .at("/Owner/Employee__c")
                        .textValue())
                .isEqualTo("7");
    }

    @Test
    void aLookupByAFieldThatAnotherObjectLacksIsNamed() {
        assertThat(owner("Emploee__c").mistakes())
                .isEqualTo(
                        FILE + ": Owner has lookup: Emploee__c, which is not a field of User in this org, or the user "
                                + "may not see it; did you mean Employee__c?");
    }

    @Test
    void aLookupByAFieldThatIsNoExternalIdOfAnotherObjectIsNamed() {
        assertThat(owner("Email").mistakes())
                .isEqualTo(
                        FILE + ": Owner has lookup: Email, which is not an External ID of User in this org; name the "
                                + "field that identifies the record pointed to, such as Employee__c.");
    }

    @Test
    void aLookupOfAnObjectThatTheUserMayNotSeeIsNamed() {
        assertThat(accounts()
                        .org(describe -> describe.field("OwnerId", "reference", field -> {
                            field.setRelationshipName("Owner");
                            field.setReferenceTo(List.of("User"));
                        }))
                        .map("Owner", rule -> {
                            rule.setLookup("Employee__c");
                            rule.setValue("${body[owner]}");
                        })
                        .mistakes())
                .contains("Owner points to User, which the user may not see");
    }

    @Test
    void aLookupThatDoesNotSayWhichOfSeveralObjectsItMeansIsRefused() {
        assertThat(owner("Employee__c", "Group", "User").mistakes())
                .isEqualTo(FILE
                        + ": Owner points to several objects (Group, User), and its lookup does not say which of "
                        + "them is meant, so that Salesforce rejects it; name it, as in lookup: User.Employee__c.");
        assertThat(owner("Employee__c", "A", "B", "C", "D", "E", "User").mistakes())
                .contains("several objects (A, B, C and 3 more)");
    }

    @Test
    void aLookupThatNamesAnObjectThatTheFieldDoesNotReferToIsRefused() {
        assertThat(owner("Account.Employee__c", "Group", "User").mistakes())
                .isEqualTo(
                        FILE + ": Owner points to Group, User and not to Account, which its lookup names; name one of "
                                + "those.");
        assertThat(owner("Account.Employee__c").mistakes())
                .isEqualTo(FILE + ": Owner points to User and not to Account, which its lookup names; name that one.");
        assertThat(owner("Group.Employee__c", "Group", "User").mistakes())
                .contains("Owner points to Group, which the user may not see");
        assertThat(owner("User.Nothing__c", "Group", "User").mistakes())
                .contains("Owner has lookup: User.Nothing__c, which is not a field of User");
        assertThat(owner("a.b.c", "Group", "User").mistakes()).contains("Owner has a lookup that is neither");
    }

    @Test
    void aLookupByAFieldThatIsNotUniqueIsDoubtful() {
        assertThat(owner("Employee__c")
                        .object(user(field -> field.setUnique(false)))
                        .warnings())
                .singleElement()
                .asString()
                .contains("Owner has lookup: Employee__c, which is not unique in this org", "tick Unique");
    }

    private static TestMapping owner(String lookup) {
        return owner(lookup, "User");
    }

    private static TestMapping owner(String lookup, String... objects) {
        return accounts()
                .org(describe -> describe.field("OwnerId", "reference", field -> {
                    field.setLength(18);
                    field.setRelationshipName("Owner");
                    field.setReferenceTo(List.of(objects));
                }))
                .object(user(field -> field.setUnique(true)))
                .map("Owner", rule -> {
                    rule.setLookup(lookup);
                    rule.setValue("${body[owner]}");
                });
    }

    private static Describe user(Consumer<SObjectField> key) {
        return Describe.object("User").text("Email", 80).field("Employee__c", "string", field -> {
            field.setLength(40);
            field.setExternalId(true);
            key.accept(field);
        });
    }

    @Test
    void aReferenceAndItsRelationshipAreOneField() {
        assertThat(lookup("Parent", "Customer_Id__c")
                        .map("ParentId", "${body[parent_sfid]}")
                        .mistakes())
                .matches(".*: Parent(Id)? and Parent(Id)? write the same field; keep one of them\\.");
    }

    @Test
    void aConstantThatTheFieldCannotTakeIsNamed() {
        assertThat(accounts()
                        .org(describe -> describe.field("Active__c", "boolean")
                                .field("Rank__c", "int")
                                .text("Code__c", 3))
                        .map("Active__c", "perhaps")
                        .map("Rank__c", rule -> {
                            rule.setValue("${body[r]}");
                            rule.setDefault("last");
                        })
                        .map("Code__c", rule -> {
                            rule.setValue("${body[c]}");
                            rule.setTranslate(Map.of("x", "four"));
                        })
                        .mistakes()
                        .lines())
                .hasSize(3)
                .anyMatch(line -> line.contains(
                        "Active__c cannot take \"perhaps\", which this file gives it: expected " + "true or false"))
                .anyMatch(line -> line.contains("Rank__c cannot take \"last\""))
                .anyMatch(line -> line.contains("Code__c cannot take \"four\"") && line.contains("the field holds 3"));
    }

    @Test
    void aConstantThatARestrictedPicklistLacksIsNamed() {
        assertThat(accounts()
                        .org(describe -> describe.restrictedPicklist("Segment__c", "Enterprise", "Small Business"))
                        .map("Segment__c", rule -> {
                            rule.setValue("${body[s]}");
                            rule.setTranslate(Map.of("e", "enterprise", "s", "Smal Business"));
                        })
                        .mistakes())
                .isEqualTo(FILE + ": Segment__c cannot take \"Smal Business\", which this file gives it: this "
                        + "picklist is restricted to Enterprise, Small Business.");
    }

    @Test
    void aRestrictedPicklistIsKnownByItsActiveValuesAndLabels() {
        TestMapping mapping = accounts()
                .org(describe -> describe.restrictedPicklist("Segment__c", "E", "Old").build().getFields().stream()
                        .filter(field -> field.getName().equals("Segment__c"))
                        .flatMap(field -> field.getPicklistValues().stream())
                        .forEach(value -> {
                            value.setActive(value.getValue().equals("E"));
                            value.setLabel(value.getValue().equals("E") ? "Enterprise" : null);
                        }));
        assertThatNoException()
                .isThrownBy(() -> mapping.map("Segment__c", "Enterprise").bind());
        assertThat(mapping.map("Segment__c", "Old").mistakes()).contains("restricted to E, Enterprise.");
    }

    @Test
    void anUnrestrictedPicklistTakesAnyConstant() {
        assertThatNoException().isThrownBy(() -> accounts()
                .org(describe -> describe.restrictedPicklist("Type", "Customer").build().getFields().stream()
                        .filter(field -> field.getName().equals("Type"))
                        .forEach(field -> field.setRestrictedPicklist(false)))
                .map("Type", "Customer - Direct")
                .bind());
    }

    @Test
    void everyMistakeIsListedAtOnce() {
        assertThat(accounts()
                        .key("string", field -> field.setUnique(false))
                        .org(describe -> describe.field("F__c", "address"))
                        .map("F__c", "x")
                        .map("Nme", "x")
                        .mistakes()
                        .lines())
                .hasSize(3);
    }

    @Test
    void aDescribeWithoutLengthsIsEnough() throws Exception {
        assertThat(accounts()
                        .org(describe -> describe.field("F__c", "string", TargetMistakesTest::bare))
                        .map("F__c", "x")
                        .payload()
                        .get("F__c")
                        .textValue())
                .isEqualTo("x");
    }

    private static void bare(SObjectField field) {
        field.setLength(null);
        field.setCaseSensitive(null);
        field.setUnique(null);
        field.setIdLookup(null);
    }

    private static TestMapping lookup(String target, String by) {
        return accounts().map(target, rule -> {
            rule.setLookup(by);
            rule.setValue("${body[parent]}");
        });
    }
}
