package io.accountsync.localorg.oauth;

import java.util.Map;
import java.util.Optional;

/** The users of the org, as far as signing in needs them. */
public interface Users {

    /** The id of the active user of that name, or empty. */
    Optional<String> idOf(String username);

    /** The user's fields by API name; empty for an unknown id. */
    Map<String, Object> fields(String userId);
}
