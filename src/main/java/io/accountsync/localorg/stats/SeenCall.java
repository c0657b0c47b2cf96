package io.accountsync.localorg.stats;

/**
 * One call as it arrived.
 *
 * @param url path and query string as sent
 * @param autoAssign value of {@code Sforce-Auto-Assign}, null when not sent
 * @param duplicateRules value of {@code Sforce-Duplicate-Rule-Header}, null when not sent
 */
public record SeenCall(CallKind kind, String method, String url, String autoAssign, String duplicateRules) {}
