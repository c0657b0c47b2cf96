package io.accountsync.localorg;

import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.schema.ParentLink;

/** Objects that hang together in every way that there is; each has {@code Key__c}, an External ID that is unique. */
public final class RelatedObjects {

    private RelatedObjects() {}

    /** A detail of Account: it is deleted with it. */
    public static ObjectSpec invoice() {
        return ObjectSpec.custom(
                "Invoice__c", "a0I", key(), FieldSpec.masterDetailTo("Account", "Account__c", "Account__r"));
    }

    /** Of an Account (cleared when that is deleted), and of another project, in circles if somebody wants. */
    public static ObjectSpec project() {
        return ObjectSpec.custom(
                "Project__c",
                "a0P",
                key(),
                FieldSpec.lookupTo("Account", "Account__c", "Account__r"),
                FieldSpec.lookupTo("Project__c", "Parent__c", "Parent__r"));
    }

    /** A junction: a detail of an Account and of a project at once. */
    public static ObjectSpec membership() {
        return ObjectSpec.custom(
                "Membership__c",
                "a0M",
                key(),
                FieldSpec.masterDetailTo("Account", "Account__c", "Account__r"),
                FieldSpec.masterDetailTo("Project__c", "Project__c", "Project__r"));
    }

    /** A record that must have another one of its kind next to it, and that keeps that one from being deleted. */
    public static ObjectSpec step() {
        return ObjectSpec.custom(
                "Step__c",
                "a0S",
                key(),
                FieldSpec.lookupTo("Step__c", "Next__c", "Next__r").required());
    }

    /** A record that keeps its Account from being deleted. */
    public static ObjectSpec deal() {
        return ObjectSpec.custom(
                "Deal__c",
                "a0D",
                key(),
                FieldSpec.lookupTo("Account", "Account__c", "Account__r").linked(ParentLink.RESTRICTED));
    }

    /** An org with all of them. */
    public static LocalOrgOptionsBuilder options() {
        return LocalOrgOptions.builder()
                .withObject(invoice())
                .withObject(project())
                .withObject(membership())
                .withObject(step())
                .withObject(deal());
    }

    private static FieldSpec key() {
        return FieldSpec.text("Key__c", 20).externalId().unique();
    }
}
