package io.accountsync.localorg;

import io.accountsync.localorg.data.OrgData;
import io.accountsync.localorg.oauth.Users;
import io.accountsync.localorg.schema.SObjectType;
import java.util.Map;
import java.util.Optional;

/** The users who may sign in are the org's User records. */
final class OrgUsers implements Users {

    private final OrgData data;
    private final SObjectType users;

    OrgUsers(OrgData data) {
        this.data = data;
        this.users = data.schema().type("User");
    }

    @Override
    public Optional<String> idOf(String username) {
        return data.find(users, users.field("Username"), username)
                .filter(user -> Boolean.TRUE.equals(user.get("IsActive")))
                .map(user -> user.get("Id").toString());
    }

    @Override
    public Map<String, Object> fields(String userId) {
        return data.find(users, users.field("Id"), userId).orElse(Map.of());
    }
}
