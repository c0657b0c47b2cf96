package io.accountsync.localorg;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records that every new org has: its organization, an integration user and an administrator. */
final class OrgSeed {

    private final OrgData data;
    private final String orgId;

    OrgSeed(OrgData data, String orgId) {
        this.data = data;
        this.orgId = orgId;
    }

    /** Puts the records in and answers the integration user's id. */
    String plant(LocalOrgOptions options) {
        String firstUser = SalesforceId.of("005", SalesforceId.instanceOf(orgId), 1);
        String userId = user(firstUser, "Integration", "User", "integration@localorg.example", "integ");
        user(firstUser, "Ada", "Admin", "admin@localorg.example", "admin");
        Map<String, Object> organization = new LinkedHashMap<>();
        organization.put("Name", options.orgName());
        organization.put("OrganizationType", options.orgType());
        organization.put("IsSandbox", options.sandbox());
        organization.put("InstanceName", "LOCAL");
        organization.put("DefaultLocaleSidKey", "en_US");
        organization.put("LanguageLocaleKey", "en_US");
        organization.put("TimeZoneSidKey", "GMT");
        data.seed(type("Organization"), organization, userId);
        options.recordTypes().forEach(recordType -> recordType(recordType, userId));
        return userId;
    }

    private void recordType(LocalOrgOptions.RecordTypeSpec recordType, String by) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Name", recordType.name());
        row.put("DeveloperName", recordType.developerName());
        row.put("SobjectType", recordType.object());
        row.put("IsActive", true);
        data.seed(type("RecordType"), row, by);
    }

    private String user(String by, String first, String last, String username, String alias) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("Username", username);
        user.put("FirstName", first);
        user.put("LastName", last);
        user.put("Email", username);
        user.put("Alias", alias);
        user.put("CommunityNickname", alias);
        user.put("IsActive", true);
        user.put("UserType", "Standard");
        user.put("TimeZoneSidKey", "GMT");
        user.put("LocaleSidKey", "en_US");
        user.put("EmailEncodingKey", "UTF-8");
        user.put("LanguageLocaleKey", "en_US");
        return data.seed(type("User"), user, by);
    }

    private SObjectType type(String name) {
        return data.schema().type(name);
    }
}
