package io.accountsync.init;

import java.util.Map;

/**
 * What somebody said beforehand, so that it need not be found out.
 *
 * @param key column of the key; null to find it out
 * @param externalId External ID field; null to find it out
 * @param cursor column of the cursor; null to find it out
 * @param columnsByField columns of fields, by the option --map
 */
public record Wishes(String key, String externalId, String cursor, Map<String, String> columnsByField) {}
